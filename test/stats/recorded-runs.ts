/**
 * Counts of recorded runs. Each vector is read off the readprofile text (`aa_copy_r1.rp.txt` to r10, and so on) or the
 * perf script text of a set, in the order of the replicate number; bytes are what the workload reported for the run.
 */

/** deb_lo/aa_copy_r1..r10.rp.txt: total, copy_user_enhanced_fast_string, clear_page_erms. */
export const DEB_LO = {
  total: [1129, 1103, 1189, 1137, 1246, 1213, 1238, 1252, 1252, 1225],
  copyUser: [457, 461, 467, 448, 418, 477, 306, 474, 462, 477],
  clearPage: [100, 99, 104, 84, 107, 92, 6, 72, 120, 114],
  bytes: [
    169410560, 163004416, 166666240, 192307200, 186286080, 164831232, 144556032, 202244096, 221741056,
    166666240,
  ],
};

/** icount_lo/aa_copy_r1..r12.rp.txt: total, copy_user_enhanced_fast_string. */
export const ICOUNT_LO = {
  total: [3123, 3075, 3078, 3075, 3084, 3078, 3075, 3079, 3070, 3074, 3072, 3075],
  copyUser: [1933, 1948, 1932, 1961, 1948, 1965, 1960, 1945, 1955, 1954, 1955, 1955],
};

/** copy_aa_r1..r10.script.txt, one sample a line: all, _copy_to_iter, handle_softirqs. */
export const PERF_COPY = {
  total: [1300, 1114, 1716, 1200, 1411, 1400, 1362, 1130, 1142, 1795],
  copyToIter: [331, 285, 432, 281, 366, 339, 365, 300, 300, 475],
  softirqs: [50, 65, 72, 67, 25, 60, 63, 85, 59, 26],
  bytes: [
    2967838720, 2482642944, 3994746880, 2745057280, 3710353408, 3260080128, 3122200576, 2491793408,
    2615812096, 4388372480,
  ],
};

/** tiny_lo/copy_r1..r5.rp.txt: total, copy_user_enhanced_fast_string. */
export const TINY_COPY = {
  total: [2079, 1917, 2143, 2201, 2154],
  copyUser: [1279, 1263, 1383, 1508, 1429],
  bytes: [144949248, 131473408, 149528576, 164438016, 161562624],
};

/** tiny_lo/sendfile_r1..r5.rp.txt: the same. */
export const TINY_SENDFILE = {
  total: [1454, 1982, 2181, 2239, 2259],
  copyUser: [1013, 1442, 1607, 1648, 1633],
  bytes: [359661568, 467664896, 585105408, 586153984, 583008256],
};

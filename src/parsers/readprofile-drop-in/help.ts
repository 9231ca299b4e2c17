/** What -V prints. The name and version are those of the program whose output this is, as scripts look for them. */
export const VERSION_TEXT = "readprofile from util-linux 2.38.1\n";

/** Returns what -h prints, with the paths of the two default maps. */
export function formatHelp(defaultMaps: readonly [string, string], defaultProfile: string): string {
  return `
Usage:
 readprofile [options]

Display kernel profiling information.

Options:
 -m, --mapfile <mapfile>   (defaults: "${defaultMaps[0]}" and
                                      "${defaultMaps[1]}")
 -p, --profile <pro-file>  (default:  "${defaultProfile}")
 -M, --multiplier <mult>   set the profiling multiplier to <mult>
 -i, --info                print only info about the sampling step
 -v, --verbose             print verbose data
 -a, --all                 print all symbols, even if count is 0
 -b, --histbin             print individual histogram-bin counts
 -s, --counters            print individual counters within functions
 -r, --reset               reset all the counters (root only)
 -n, --no-auto             disable byte order auto-detection

 -h, --help                display this help
 -V, --version             display version

For more details see readprofile(8).
`;
}

// The package `wsl-utils` loads child processes and file systems to tell oclif's config the name of the platform.
const { release } = require("node:os");
exports.isWsl = process.platform === "linux" && /microsoft/i.test(release());
exports.powerShellPath = async () => "powershell.exe";

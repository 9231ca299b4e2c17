// The package `wsl-utils` loads child processes and file systems to tell oclif's config the name of the platform.
exports.isWsl = process.platform === "linux" && process.env.WSL_DISTRO_NAME !== undefined;
exports.powerShellPath = async () => "powershell.exe";

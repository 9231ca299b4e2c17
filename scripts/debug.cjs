// The package `debug`, through which oclif says what it does, looks at the terminal when it is loaded. It is loaded only
// where somebody asked for it by DEBUG=*.
const silent = () => Object.assign(() => {}, { enabled: false });
module.exports = process.env.DEBUG ? require("../node_modules/debug/src/index.js") : silent;

// Starts the command line. Node 22.18 and newer run the sources as they are; an older one is helped by tsx.
import * as module from "node:module";
import process from "node:process";

// What was compiled once is read from a cache the next time: half of a short run is compiling.
module.enableCompileCache?.();

if (!process.features.typescript) {
  const { register } = await import("tsx/esm/api");
  register();
}
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));

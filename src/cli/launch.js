// Starts the command line. Node 22.18 and newer run the sources as they are; an older one is helped by tsx.
import process from "node:process";

if (!process.features.typescript) {
  const { register } = await import("tsx/esm/api");
  register();
}
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));

// Says at the end of a process what CPU all of it has spent: node --import ./spent.js …
import process from "node:process";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write(`\n${JSON.stringify({ seconds: (user + system) / 1e6 })}\n`);
});

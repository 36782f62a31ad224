import { existsSync, readFileSync } from "node:fs";

/** How long a process has had the processor; nothing where the system does not tell, or the process is gone. */
export const cpuMsOf = (pid: number | undefined): number | undefined => {
  const file = `/proc/${pid}/stat`;
  if (process.platform !== "linux" || !existsSync(file)) return undefined;
  // The name of the process stands in parentheses and may hold anything; counted from behind it, fields 12 and 13 are user and system time.
  const fields = readFileSync(file, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

/** Linux counts in hundredths of a second, on every machine that Node runs on. */
const TICK_MS = 10;

import { Worker } from "node:worker_threads";

/** How long a process may go on without its parent. */
const LOOK_EVERY_MS = 500;

// A thread of its own, because the one it watches may never give the turn back.
const WATCH = `
const { workerData } = require("node:worker_threads");
setInterval(() => { if (process.ppid !== workerData) process.kill(process.pid, "SIGKILL"); }, ${LOOK_EVERY_MS});
`;

/** Ends this process when its parent is gone, even in the middle of a loop: nobody would be left to give it up. */
export const endWithParent = (): void => new Worker(WATCH, { eval: true, workerData: process.ppid }).unref();

import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** One Ctrl-C arrives twice, from the terminal and from npm: only a later one was meant as another. */
const ECHO_MS = 1_000;

/** Listens to whoever wants the work to end. The first time it ends in order, the second time at once. */
export const stopping = (): { readonly signal: AbortSignal; readonly exit: () => Exit | undefined } => {
  const control = new AbortController();
  let first: { readonly code: Exit; readonly at: number } | undefined = undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      if (first !== undefined && performance.now() - first.at > ECHO_MS) process.exit(CODES[name]);
      first ??= { code: CODES[name], at: performance.now() };
      control.abort();
    });
  return { signal: control.signal, exit: () => first?.code };
};

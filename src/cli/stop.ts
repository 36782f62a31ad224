import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";

const CODES = { SIGINT: EXIT.interrupted, SIGTERM: EXIT.terminated } as const;

/** Listens to whoever wants the work to end. The first time it ends in order, the second time at once. */
export const stopping = (): { readonly signal: AbortSignal; readonly exit: () => Exit | undefined } => {
  const control = new AbortController();
  let code: Exit | undefined = undefined;
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      if (code !== undefined) process.exit(CODES[name]);
      code = CODES[name];
      control.abort();
    });
  return { signal: control.signal, exit: () => code };
};

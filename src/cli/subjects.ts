import type { Subject } from "#hunt";
import { canarySubject } from "#spec/canary";

/** The subjects of this house, by the name that the command line and the repros know them by. */
export const SUBJECTS: Readonly<Record<string, Subject>> = {
  canary: canarySubject,
};

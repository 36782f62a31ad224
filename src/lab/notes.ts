import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Subject } from "#hunt";
import type { Handler, NodeId, Tick } from "#kernel";

/** Where a run was when its process was lost. A probe is not told whose it is. */
export interface Whereabouts {
  readonly handler: Handler;
  readonly node: NodeId | "somebody";
  readonly at: Tick;
}

/** The subject, noting in a file which handler it enters: it costs a microsecond each time, so only lonely runs do. */
export const noting = (subject: Subject, file: string): { readonly subject: Subject; close(): void } => {
  const { protocol } = subject;
  const notes = openSync(file, "w");
  let now = 0;
  const note = (handler: Handler, node: NodeId | "somebody", at: Tick): void => {
    now = at;
    writeSync(notes, `${handler} ${node} ${at}`.padEnd(NOTE_LENGTH), 0);
  };
  const { probe } = protocol;
  const noted: Subject["protocol"] = {
    ...protocol,
    start(self) {
      note("start", self.id, self.now);
      return protocol.start(self);
    },
    submit(state, call, self) {
      note("submit", self.id, self.now);
      protocol.submit(state, call, self);
    },
    receive(state, from, message, self) {
      note("receive", self.id, self.now);
      protocol.receive(state, from, message, self);
    },
    timeout(state, timer, self) {
      note("timeout", self.id, self.now);
      protocol.timeout(state, timer, self);
    },
    ...(probe && {
      probe(state, disk) {
        note("probe", "somebody", now);
        return probe(state, disk);
      },
    }),
  };
  return { subject: { ...subject, protocol: noted }, close: () => closeSync(notes) };
};

/** Each note covers the one before. */
const NOTE_LENGTH = 64;

/** Reads the last note; before the first handler there is none. */
export const lastNote = (file: string): Whereabouts | undefined => {
  const [handler, node, at] = readFileSync(file, "utf8").trim().split(" ");
  if (handler === undefined || node === undefined || at === undefined) return undefined;
  return { handler: handler as Handler, node: node === "somebody" ? node : Number(node), at: Number(at) };
};

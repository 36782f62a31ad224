import { leak, saying } from "./leak.ts";
import type { Leak } from "./leak.ts";

/** What repeats perfectly and is an accident of order all the same: who came first into a Map or a Set has a say. */
export const ordered: readonly Leak[] = [
  saying("permuted rerun", "the keys of a Map, as they came, in a message", ({ words }) => [...words.keys()]),
  saying("permuted rerun", "the members of a Set joined to a text", ({ names }) => [...names].join()),
  saying("permuted rerun", "the first of a Set ends a tie", ({ names }) => names.values().next().value ?? -1),
  saying("permuted rerun", "the last of the entries with the highest word wins", ({ words }) => {
    let leader = -1;
    let best = -1;
    for (const [node, word] of words) if ((word as number) % 2 >= best) [leader, best] = [node as number, (word as number) % 2];
    return leader + 2;
  }),
  saying("permuted rerun", "a sum in which order counts", ({ words }) =>
    [...words.keys()].reduce((sum, node) => (sum * 31 + (node as number) + 1) | 0, 0),
  ),
  saying("permuted rerun", "a sort that leaves ties as they came", ({ words }) =>
    [...words.keys()].sort((a, b) => ((a as number) & 1) - ((b as number) & 1)),
  ),
  leak("permuted rerun", "the oldest entry of a Map is thrown away", "receive", () => ({
    hear({ words }) {
      if (words.size > 2) words.delete(words.keys().next().value!);
    },
  })),
  leak("permuted rerun", "words go out in the order of a Map", "receive", () => ({
    hear({ words, rounds }, _from, word, self) {
      if (rounds === 2 && word !== "again") for (const node of words.keys()) self.send(node, { kind: "word", word: "again" });
    },
  })),
  leak("permuted rerun", "a Map written to the disk as it is", "receive", () => ({
    hear: ({ words }, _from, _word, self) => self.disk.write("last", [...words.keys()]),
  })),
];

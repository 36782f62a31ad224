import { lengthsOf, medianOf } from "./gather.ts";
import type { Gathered } from "./gather.ts";
import type { Optimum } from "./optimum.ts";

/** Where what came of a bug falls short of the promise; nothing where it keeps it. */
export const shortfalls = (gathered: Gathered, optimum: Optimum): readonly string[] => {
  const lengths = lengthsOf(gathered);
  const [median, worst, least] = [medianOf(lengths), Math.max(...lengths), Math.min(...lengths)];
  const medianMax = optimum.known === "proven" ? optimum.moves : 1.05 * optimum.moves;
  const short: string[] = [...gathered.wrong];
  const must = (isKept: boolean, otherwise: string): void => void (isKept || short.push(otherwise));
  must(least >= optimum.moves, beaten(optimum, least));
  must(median <= medianMax, `the median has ${median} moves, at most ${medianMax} are promised`);
  must(worst <= 1.25 * optimum.moves, `the worst has ${worst} moves, at most ${1.25 * optimum.moves} are promised`);
  must(gathered.distinct >= 0.9 * lengths.length, `only ${gathered.distinct} of ${lengths.length} failing schedules differ`);
  must(medianOf(gathered.departures) >= 30, `failing schedules have ${medianOf(gathered.departures)} departures, 30 are promised`);
  must(medianOf(gathered.executions) <= 300, `a shrink took ${medianOf(gathered.executions)} executions, at most 300 are promised`);
  must(gathered.identity === optimum.identity, `the record is of ${optimum.identity}, found was ${gathered.identity}`);
  return short;
};

const beaten = ({ name, moves, known }: Optimum, least: number): string =>
  known === "proven"
    ? `${least} moves show what was proven to take ${moves}: the search of the whole ground misses something`
    : `${least} moves beat the record of ${moves}: \`node properties/hunt/minimal/main.ts "${name}"\` lowers it, in reports/baselines/minimal.json`;

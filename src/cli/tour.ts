import { runTour } from "#lab";
import { EXIT } from "./exit.ts";
import type { Exit } from "./exit.ts";
import { progress, say } from "./print.ts";

/** Runs the vitest project "tour": 0 when every expectation came true, else the gravest of what did not. */
export const tour = async (): Promise<Exit> => {
  say(INTRODUCTION);
  const stops = await runTour((stop) => {
    progress("");
    say(stop.story);
  });
  const missed = stops.filter(({ exit }) => exit !== EXIT.held);
  if (stops.length === 0) {
    say("The tour had no stop: is the project whole?");
    return EXIT.unknown;
  }
  say(
    missed.length === 0
      ? `\n${stops.length} of ${stops.length} expectations came true.`
      : `\n${missed.length} of ${stops.length} expectations did not come true.`,
  );
  return missed.length === 0 ? EXIT.held : (Math.min(...missed.map(({ exit }) => exit)) as Exit);
};

const INTRODUCTION = `Each schedule is a storm (calls, crashes, cuts, pauses, liars, rough weather), and then a calm in which all must come right.
First the sound canary, then each of its fifteen mistakes: found, made small, and told. Last a double-spend of a protocol that was
published. It takes about ten seconds on a quiet machine.
`;

import { isTimed } from "#kernel";
import type { Schedule } from "#kernel";
import { check, rerunsFor, trial } from "#hunt";
import type { Failure, Repro, Subject } from "#hunt";
import { diagram } from "./diagram.ts";
import { escape } from "./escape.ts";
import { moveText, weatherText } from "./moves.ts";
import { saysOf, sentenceOf } from "./sentence.ts";
import { SHEET } from "./sheet.ts";
import { storyOf } from "./story.ts";
import type { Story } from "./story.ts";
import { countText } from "./words.ts";

/**
 * A repro as a page of its own, for a browser and for a bug report: the sentence, the diagram, the moves, the proof. What the page says
 * of the proof it has made sure of: every removal is run again.
 */
export const page = (subject: Subject, repro: Repro): string => {
  const { property, because, schedule, certificate } = repro;
  const failure = trial(subject, schedule, rerunsFor(certificate.identity)).failures.find(
    ({ identity }) => identity === certificate.identity,
  );
  const { claim, proof } = proofOf(subject, repro, failure);
  const story = storyOf(subject, schedule, failure);
  const title = `${subject.name} ${property}: ${saysOf(subject, property)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<style>${SHEET}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow"><b>${escape(property)}</b> ${escape(subject.name)} <span>${escape(schedule.config)}</span></p>
<h1>${escape(headingOf(subject, failure, because, schedule))}</h1>
</header>
<figure>${diagram(story, failure)}</figure>
<p class="legend">${legend(story)}</p>
<section><h2>${escape(`${countText(schedule.moves.length, "move")}${claim}`)}</h2><ol>${movesIn(schedule)}</ol></section>
<footer>${escape(footText(schedule))}<br>failure <code>${escape(certificate.identity)}</code>, ${escape(proof)}</footer>
</main>
</body>
</html>
`;
};

/** A repro may have been mended: then it holds, and the page says what it once showed. */
const headingOf = (subject: Subject, failure: Failure | undefined, because: string, schedule: Schedule): string =>
  failure === undefined ? `It holds now. Once: ${because}.` : sentenceOf(subject, failure, schedule);

/** What may be said of the moves, and why. */
const proofOf = (subject: Subject, repro: Repro, failure: Failure | undefined): { readonly claim: string; readonly proof: string } => {
  const { unshrunk, expect, schedule, certificate } = repro;
  if (unshrunk !== undefined) return { claim: ", as they were found", proof: `not shrunk and not certified: ${unshrunk}` };
  if (expect === "held" || failure === undefined) return { claim: "", proof: "not certified, for it holds" };
  const [wrong] = check(subject, schedule, certificate);
  if (wrong !== undefined) return { claim: "", proof: `the certificate is wrong: ${wrong}` };
  const removals = countText(certificate.without.length, "removal");
  return {
    claim: ", none of them spare",
    proof: `run ${certificate.hash}; without any one move or any two it is gone: ${removals} made again for this page`,
  };
};

const movesIn = ({ moves }: Schedule): string =>
  moves.map((move) => `<li><span>${isTimed(move) ? `tick ${move.at}` : "in flight"}</span> ${escape(moveText(move))}</li>`).join("");

const footText = ({ setup, calm, weather }: Schedule): string =>
  `${countText(setup.nodes, "node")}, ${weatherText(weather)}, seed ${setup.seed}, the calm from tick ${calm.from} for ${countText(calm.for, "tick")} with messages within ${countText(setup.delta, "tick")}`;

/** The signs that the diagram shows, each with its word. */
const legend = ({ beats, breach }: Story): string => {
  const told = beats.filter(({ at }) => at <= breach);
  const used = new Set<string>(told.flatMap(({ marks }) => marks.map(({ sign }) => sign)));
  const flights = told.flatMap((beat) => beat.flights);
  const signs = SIGNS.filter(([sign]) => used.has(sign)).map(([sign, word]) => `<span class="key ${sign}"><i></i>${word}</span>`);
  const late = flights.some(({ isLate }) => isLate) ? [`<span class="key"><u class="late"></u>late</span>`] : [];
  const lost = flights.some(({ end }) => end.kind !== "heard") ? [`<span class="key"><u></u>lost or never heard</span>`] : [];
  return [...signs, ...late, ...lost].join("");
};

const SIGNS = [
  ["submit", "call"],
  ["decide", "decides"],
  ["lock", "locks"],
  ["release", "releases"],
  ["save", "saves"],
  ["note", "notes"],
  ["respond", "answers"],
  ["crash", "crashes"],
  ["start", "starts again"],
  ["pause", "stands still"],
  ["resume", "goes on"],
  ["turn", "turns liar"],
  ["ill", "is made ill"],
  ["panic", "panics"],
  ["timer", "timer"],
] as const;

import type { TestCase } from "vitest/node";

/** One stop of the tour: what was expected there, and what came of it. */
export interface Stop {
  readonly name: string;
  /** What a newcomer reads. */
  readonly story: string;
  /** 0 where the expectation came true; else what it would be to a shell: 1 safety broken, 2 liveness broken, 3 not found. */
  readonly exit: number;
}

/** What a tour test writes into its `task.meta`. */
export interface TourMeta {
  readonly story?: string;
  readonly exit?: number;
}

/** Runs the vitest project "tour" and tells of each stop as it is reached. */
export const runTour = async (tell: (stop: Stop) => void): Promise<readonly Stop[]> => {
  const stops: Stop[] = [];
  const reach = (test: TestCase): void => {
    const { story, exit } = test.meta() as TourMeta;
    const isPassed = test.result().state === "passed";
    const because = test.result().errors?.[0]?.message ?? "it did not come to its end";
    const stop = { name: test.name, story: story ?? `${test.name}: ${because}`, exit: isPassed ? 0 : (exit ?? UNKNOWN) };
    stops.push(stop);
    tell(stop);
  };
  // Only here: it takes longer to load than most hunts take to find something.
  const { startVitest } = await import("vitest/node");
  const vitest = await startVitest("test", [], {
    project: ["tour"],
    watch: false,
    reporters: [{ onTestCaseResult: reach }],
    coverage: { enabled: false },
  });
  await vitest.close();
  process.exitCode = 0;
  return stops;
};

const UNKNOWN = 3;

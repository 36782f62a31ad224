import type { Plain } from "#kernel";
import type { Machine, Witnessed } from "#oracles";

/**
 * Whether calls are linearizable, by the definition and by nothing else: for every choice of the unanswered calls that took
 * effect, every permutation is laid out whole and held against time and machine.
 */
export const isLinearizable = <S extends Plain>(machine: Machine<S>, calls: readonly Witnessed[]): boolean => {
  const answered = calls.filter(({ answer }) => answer !== undefined);
  const unanswered = calls.filter(({ answer }) => answer === undefined);
  return subsetsOf(unanswered).some((chosen) => isSomePermutation([...answered, ...chosen], (order) => isRight(machine, order)));
};

const isRight = <S extends Plain>(machine: Machine<S>, order: readonly Witnessed[]): boolean =>
  order.every((late, place) => order.slice(0, place).every((early) => !isBefore(late, early))) && isPlayed(machine, order);

const isBefore = ({ answer }: Witnessed, { asked }: Witnessed): boolean => answer !== undefined && answer.at < asked;

const isPlayed = <S extends Plain>(machine: Machine<S>, order: readonly Witnessed[]): boolean => {
  let state = machine.start;
  for (const { operation, answer } of order) {
    const { next, result } = machine.step(state, operation);
    if (answer !== undefined && JSON.stringify(result) !== JSON.stringify(answer.result)) return false;
    state = next;
  }
  return true;
};

const subsetsOf = <T>([first, ...rest]: readonly T[]): readonly (readonly T[])[] => {
  if (first === undefined) return [[]];
  const without = subsetsOf(rest);
  return [...without, ...without.map((subset) => [first, ...subset])];
};

const isSomePermutation = <T>(left: readonly T[], isWanted: (order: readonly T[]) => boolean, order: readonly T[] = []): boolean =>
  left.length === 0 ? isWanted(order) : left.some((next, place) => isSomePermutation(left.toSpliced(place, 1), isWanted, [...order, next]));

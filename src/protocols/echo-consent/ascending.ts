/** Where a number stands in an ascending list, or where it belongs. */
export const placeIn = (list: readonly number[], number: number): number => {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle]! < number) from = middle + 1;
    else to = middle;
  }
  return from;
};

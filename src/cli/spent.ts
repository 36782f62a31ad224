/** CPU of the process so far, in seconds. */
export const spentSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

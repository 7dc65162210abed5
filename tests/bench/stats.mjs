// The few numbers that are made of measurements.

/** The middle value; of an even count the mean of the middle two. Null of nothing. */
export function median(values) {
  const sorted = values.filter((value) => value !== null && value !== undefined).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The least and the greatest, or null of nothing. */
export function spread(values) {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)];
}

/** What several runs of one contestant at one size come to: the median of each measure, its spread, and the first failure. */
export function summary(runs) {
  const failure = runs.find((run) => run.failure)?.failure;
  const names = [...new Set(runs.flatMap(Object.keys))].filter((name) => name !== "failure");
  const of = (name) => runs.map((run) => run[name]);
  return {
    runs: runs.length,
    ...Object.fromEntries(names.map((name) => [name, median(of(name))])),
    readySpread: spread(of("ready")),
    frameSpread: spread(of("frame")),
    ...(failure && { failure }),
  };
}

/** The least value of a measure among the peers, with whose it is; null when none has one. */
export function best(summaries, measure) {
  return summaries
    .filter(({ summary }) => typeof summary[measure] === "number")
    .reduce((least, { id, summary }) => (least && least.value <= summary[measure] ? least : { id, value: summary[measure] }), null);
}

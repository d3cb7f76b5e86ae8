/** Preloaded into each measured bot (`node --import`): tells the benchmark what the process has used so far. */
export interface Usage {
  /** CPU of all threads since the start, in ms. */
  readonly cpuMs: number;
  /** Resident set, in bytes. */
  readonly rss: number;
}

process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  const usage: Usage = { cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() };
  process.send?.(usage);
});
// The channel is for measuring; a bot that has nothing else to do may end.
process.channel?.unref();

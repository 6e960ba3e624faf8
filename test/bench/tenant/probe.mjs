// Loaded before a server that is measured: tells its parent what the process has used, when asked.
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
});
process.channel?.unref();

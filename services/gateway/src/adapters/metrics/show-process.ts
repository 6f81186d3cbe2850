import { Counter, Gauge, type Registry } from 'prom-client';

/**
 * The few figures of the process that cost nothing to read, under the names that dashboards know. What the library
 * would collect by itself runs timers and observers all day.
 */
export function showProcess(registry: Registry): () => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const resident = gauge('process_resident_memory_bytes', 'Resident memory.');
  const heap = gauge('nodejs_heap_size_used_bytes', 'Heap in use.');
  const cpu = new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time, of user and system.',
    registers: [registry],
  });
  const busy = gauge('nodejs_eventloop_utilization', 'Share of the time since the last look in which the loop worked.');
  gauge('process_start_time_seconds', 'When the process began, in seconds of the epoch.').set(
    performance.timeOrigin / 1000,
  );
  let before = performance.eventLoopUtilization();
  let cpuBefore = 0;
  return () => {
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const now = performance.eventLoopUtilization();
    resident.set(rss);
    heap.set(heapUsed);
    cpu.inc((user + system - cpuBefore) / 1e6);
    cpuBefore = user + system;
    busy.set(performance.eventLoopUtilization(now, before).utilization);
    before = now;
  };
}

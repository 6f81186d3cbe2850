import { recordLatencies } from './latencies.ts';

const warmUps = 2000;
const rounds = 8;
const timesPerRound = 1000;

/** Milliseconds of the quietest of eight rounds: whatever else the machine does meanwhile only adds to them. */
export function timeQuietest(work: (count: number) => void): { readonly p50: number; readonly p99: number } {
  for (let count = 0; count < warmUps; count += 1) work(count);
  const measured = Array.from({ length: rounds }, () => timeRound(work));
  return measured.reduce((best, round) => (round.p99 < best.p99 ? round : best));
}

function timeRound(work: (count: number) => void) {
  const latencies = recordLatencies();
  for (let count = 0; count < timesPerRound; count += 1) {
    const startedAt = performance.now();
    work(count);
    latencies.record(performance.now() - startedAt);
  }
  return { p50: latencies.percentile(50), p99: latencies.percentile(99) };
}

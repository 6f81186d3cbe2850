import type { ShiftSpan } from '@desk/domain';
import type { Draws } from '../stack/seeded-draws.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The shifts of somebody who began work at `today` (epoch ms): five days before it, each with two breaks. */
export function drawPastWeek(from: Draws, today: number): ShiftSpan[] {
  return Array.from({ length: 5 }, (_, day) => {
    const start = today - (day + 1) * dayMs + from.whole(0, 30) * 60_000;
    const lunch = start + from.whole(170, 200) * 60_000;
    const coffee = lunch + from.whole(150, 180) * 60_000;
    return [
      { from: start, to: lunch },
      { from: lunch + hourMs, to: coffee },
      { from: coffee + hourMs / 4, to: start + 9 * hourMs },
    ];
  }).flat();
}

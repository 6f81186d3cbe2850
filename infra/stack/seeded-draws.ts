import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that are the same for the same seed, on every machine. */
export interface Draws {
  /** Both ends included. */
  whole(from: number, to: number): number;
  /** Within 0..1, neither end. */
  fraction(): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
  /** Between two events of a Poisson stream: what many independent people make together. */
  pauseMs(ratePerSecond: number): number;
}

const fractionSteps = 2 ** 30;

export function drawFrom(seed: number): Draws {
  const generator = xoroshiro128plus(seed);
  const whole = (from: number, to: number) => uniformInt(generator, from, to);
  const fraction = () => whole(1, fractionSteps) / (fractionSteps + 1);
  return {
    whole,
    fraction,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    shuffle(items) {
      return items
        .map((item) => ({ item, at: fraction() }))
        .sort((one, another) => one.at - another.at)
        .map(({ item }) => item);
    },
    pauseMs: (ratePerSecond) => (-Math.log(fraction()) / ratePerSecond) * 1000,
  };
}

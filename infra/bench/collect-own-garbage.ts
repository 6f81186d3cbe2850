import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/**
 * What simulators and load have left behind goes now, while nothing is measured: collected in the middle of a round it
 * takes a tenth of a second of both processors, and whatever is under way then waits for the instrument.
 */
export function collectOwnGarbage(): void {
  collect();
}

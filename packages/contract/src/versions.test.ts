import { expect, it } from 'vitest';
import { compareContracts, contractVersion } from './index.ts';

it.each([
  ['1.4', '1.4', 'same'],
  ['1.4', '1.3', 'minor'],
  ['1.3', '1.10', 'minor'],
  ['2.0', '1.9', 'older'],
  ['1.9', '2.0', 'newer'],
  ['10.0', '9.1', 'older'],
  ['1.3', 'one', 'unreadable'],
  ['1.3', '1.3.1', 'unreadable'],
] as const)('to %s, %s is %s', (ours, theirs, match) => expect(compareContracts(ours, theirs)).toBe(match));

it('reads its own version', () => expect(compareContracts(contractVersion, contractVersion)).toBe('same'));

import { expect, it } from 'vitest';
import { watchPeers } from './watch-peers.ts';

it('knows nothing of a peer that was never called', () => {
  expect(watchPeers().stateOf('gateway')).toBe('unknown');
});

it.each([
  ['gateway', 'answered', 'up'],
  ['gateway', 'not-permitted', 'up'],
  ['gateway', 'overloaded', 'up'],
  ['gateway', 'unreachable', 'down'],
  ['gateway', 'misunderstood', 'down'],
  ['gateway', 'signature-refused', 'down'],
  ['telegram', 'answered', 'up'],
  ['telegram', 'too-many-requests', 'up'],
  ['telegram', 'blocked', 'up'],
  ['telegram', 'unreachable', 'down'],
  ['telegram', 'telegram-error', 'down'],
  ['telegram', 'not-authorised', 'down'],
] as const)('the %s that last answered "%s" is %s', (peer, outcome, state) => {
  const watch = watchPeers();
  watch.called(peer, { what: 'a-call', outcome, seconds: 1 });
  expect(watch.stateOf(peer)).toBe(state);
});

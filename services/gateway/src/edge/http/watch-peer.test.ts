import { createLogger } from '@desk/logging';
import { expect, it } from 'vitest';
import { watchPeer } from './watch-peer.ts';

function start() {
  const silent = createLogger({ service: 'gateway', level: 'silent' });
  const told: string[] = [];
  const note = watchPeer(
    {
      ...silent,
      info: (message) => told.push(`info ${message}`),
      warn: (message) => told.push(`warn ${message}`),
      error: (message) => told.push(`error ${message}`),
    },
    '2.1',
  );
  return { note, told };
}

it.each([
  ['2.1', []],
  [undefined, []],
  ['2.0', ['info A bot speaks another minor version of the contract; they work together.']],
  ['3.0', ['error A bot speaks a later contract: upgrade the gateway, then the bots.']],
  ['1.3', ['error A bot speaks an earlier contract: upgrade the bots.']],
  ['latest', ['warn A caller does not say which contract it speaks.']],
] as const)('a bot that speaks %s is told of once', (version, lines) => {
  const { note, told } = start();
  note(version);
  note(version);
  expect(told).toEqual(lines);
});

it('says no more than a bounded number of things', () => {
  const { note, told } = start();
  for (let minor = 2; minor < 100; minor += 1) note(`2.${minor}`);
  expect(told).toHaveLength(20);
});

import { Command } from 'commander';
import { afterEach, describe, expect, it } from 'vitest';
import { addDoctorCommand, type Finding, writeReport } from './index.ts';

describe('the report', () => {
  const findings: readonly Finding[] = [
    { area: 'keys', state: 'ok', what: 'all are there', remedy: null },
    { area: 'database', state: 'warning', what: 'slow\r\nok       keys', remedy: 'Wait.' },
    { area: 'Redis', state: 'broken', what: 'gone', remedy: 'Start it.' },
  ];
  const said: string[] = [];
  const run = async (zones: Record<string, () => Promise<readonly Finding[]>>, ...words: readonly string[]) => {
    said.length = 0;
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    addDoctorCommand(program, zones, (line) => said.push(line));
    await program.parseAsync(['doctor', ...words], { from: 'user' });
    return process.exitCode;
  };
  afterEach(() => {
    process.exitCode = undefined;
  });

  it('is a line for each finding, its remedy below, and a sentence for all', () => {
    expect(writeReport({ zone: 'dmz', findings })).toEqual([
      'ok       keys      all are there',
      'warning  database  slow ok       keys',
      '                   -> Wait.',
      'broken   Redis     gone',
      '                   -> Start it.',
      '',
      'The zone dmz: 1 to put right, 1 warning.',
    ]);
    expect(writeReport({ zone: 'dmz', findings: findings.slice(0, 1) }).at(-1)).toBe('The zone dmz is well.');
  });

  it('ends with 1 where something is broken, and with 0 where something is only doubtful', async () => {
    expect(await run({ dmz: async () => findings })).toBe(1);
    process.exitCode = undefined;
    expect(await run({ dmz: async () => findings.slice(0, 2) })).toBeUndefined();
    expect(said.at(-1)).toBe('The zone dmz is well, 1 warning.');
  });

  it('is one line for programs', async () => {
    await run({ dmz: async () => findings }, '--json');
    expect(JSON.parse(said.join())).toEqual({ zone: 'dmz', isWell: false, findings });
  });

  it('is of the zone that is named, where there are two', async () => {
    const zones = { dmz: async () => findings, internal: async () => [] };
    await run(zones, '--zone', 'internal');
    expect(said).toEqual(['', 'The zone internal is well.']);
    await expect(run(zones)).rejects.toThrow('--zone is one of dmz, internal.');
  });
});

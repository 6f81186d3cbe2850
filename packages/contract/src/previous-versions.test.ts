import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  botEndpoints,
  ConsultationEnd,
  deliverEvents,
  type EndpointTable,
  gatewayEndpoints,
  Language,
  Priority,
  Problem,
  problemStatus,
  Role,
  TicketStatus,
} from './index.ts';

/**
 * `examples/<version>.json`: requests and answers of versions that were released, and all words of their enumerations.
 * They stay as they are. A version is added when it is released: with it run bots and gateways of the next.
 */
const examplesDir = join(import.meta.dirname, '..', 'examples');

const Bodies = z.array(z.unknown()).default([]);
const Examples = z.object({
  endpoints: z.record(
    z.string(),
    z.object({
      params: z.unknown().optional(),
      query: Bodies,
      body: Bodies,
      answers: z.record(z.string(), z.array(z.unknown())),
    }),
  ),
  problems: Bodies,
  words: z.record(z.string(), z.array(z.string())),
});

const versions = await Promise.all(
  (await readdir(examplesDir)).map(async (file) => {
    const text = await readFile(join(examplesDir, file), 'utf8');
    return [file.replace('.json', ''), Examples.parse(JSON.parse(text))] as const;
  }),
);
const table: EndpointTable = { ...gatewayEndpoints, ...botEndpoints };
const words: Readonly<Record<string, z.ZodType>> = {
  ...{ Language, Role, Priority, TicketStatus, ConsultationEnd },
  ProblemCode: z.enum(Object.keys(problemStatus)),
};

describe.each(versions)('what version %s says is understood', (_, { endpoints, problems, words: known }) => {
  it.each(Object.entries(endpoints))('%s', (name, { params, query, body, answers }) => {
    const endpoint = table[name];
    if (endpoint?.params) expectUnderstood(endpoint.params, [params]);
    expectUnderstood(endpoint?.query, query);
    expectUnderstood(endpoint?.body, body);
    for (const [status, given] of Object.entries(answers)) expectUnderstood(endpoint?.answers[Number(status)], given);
  });

  it('problems', () => expectUnderstood(Problem, problems));

  it.each(Object.entries(known))('%s', (name, each) => expectUnderstood(words[name], each));
});

/** Also where a version to come says more than that. */
function expectUnderstood(schema: z.ZodType | 'stream' | null | undefined, given: readonly unknown[]): void {
  for (const example of given) {
    if (schema === null || schema === undefined || schema === 'stream') throw new Error('Nothing reads this any more.');
    expect(schema.safeParse(example).error).toBeUndefined();
    expect(schema.safeParse(withMore(example)).error).toBeUndefined();
  }
}

function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withMore(inner)] as const);
  return { ...Object.fromEntries(entries), 'added-later': 'yes' };
}

it('events of a kind that is not known yet are left out, and the others are not lost with them', () => {
  const known = { kind: 'session-revoked', id: 'revoked:1', sessionId: crypto.randomUUID(), at: 1 };
  const events = [{ kind: 'added-later', id: 'later:1', whatever: true }, known];
  expect(deliverEvents.body.parse({ events })).toEqual({ events: [known] });
  expect(gatewayEndpoints.listChanges.answers[200].parse({ events, cursor: 'c', more: false }).events).toEqual([known]);
  expect(deliverEvents.body.safeParse({ events: [{ ...known, sessionId: 'none' }] }).success).toBe(false);
});

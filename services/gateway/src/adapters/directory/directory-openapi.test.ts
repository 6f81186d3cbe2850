import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PeoplePage } from './fetch-people.ts';
import { PersonRow } from './person-row.ts';

const file = join(import.meta.dirname, '../../../../../docs/directory-http.openapi.yaml');
const Description = z.object({
  components: z.object({ schemas: z.object({ Person: z.unknown(), PeoplePage: z.unknown() }) }),
  paths: z.object({
    '/desk/people': z.object({
      get: z.object({
        responses: z.object({
          200: z.object({ content: z.object({ 'application/json': z.object({ example: z.unknown() }) }) }),
        }),
      }),
    }),
  }),
});
const description = Description.parse(parse(await readFile(file, 'utf8')));

test('a person in the published description is exactly what is read', () => {
  expect(withoutWords(description.components.schemas.Person)).toEqual(schemaOf(PersonRow));
});

test('so is a page, whose people are described by themselves', () => {
  const page = z.looseObject({ properties: z.record(z.string(), z.unknown()) }).parse(schemaOf(PeoplePage));
  const people = { type: 'array', maxItems: 5_000, items: { $ref: '#/components/schemas/Person' } };
  expect(withoutWords(description.components.schemas.PeoplePage)).toEqual({
    ...page,
    properties: { ...page.properties, people },
  });
});

test('the example is a page of people without a mistake', () => {
  const { example } = description.paths['/desk/people'].get.responses[200].content['application/json'];
  const page = PeoplePage.parse(example);
  expect(page.people.map((person) => PersonRow.strict().parse(person))).toHaveLength(1);
});

function schemaOf(schema: z.ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

/** A schema without what is only there to be read by people. */
function withoutWords(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutWords);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([name, value]) => name !== 'description' || typeof value !== 'string');
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutWords(value)]));
}

import { join } from 'node:path';
import { diffSchema } from '@desk/migrations';
import { testDatabase } from '@desk/testing/vitest';
import { expect, it } from 'vitest';

it('the migrations say what the schema says', async () => {
  const { url: databaseUrl } = await testDatabase('gateway');
  const schemaFile = join(import.meta.dirname, '..', '..', '..', 'prisma', 'schema.prisma');
  expect(await diffSchema({ databaseUrl, schemaFile })).toEqual({ kind: 'equal' });
});

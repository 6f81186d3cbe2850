import { join } from 'node:path';
import { diffSchema } from '@desk/migrations';
import { testDatabase } from '@desk/testing/vitest';
import { expect, it } from 'vitest';

it('the migrations make exactly the tables of the schema', async () => {
  const { url } = await testDatabase('bot');
  const schemaFile = join(import.meta.dirname, '..', '..', 'prisma', 'schema.prisma');
  expect(await diffSchema({ databaseUrl: url, schemaFile })).toEqual({ kind: 'equal' });
});

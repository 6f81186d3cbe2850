import { z } from 'zod';
import { listOf } from '../hal.ts';
import { type CustomField, Schema } from '../instance-names.ts';
import type { Project } from './inspect-project.ts';
import type { OpenProjectProbe, Probed } from './probe-openproject.ts';

const Named = z.object({ id: z.int().min(1), name: z.string() });
const Status = Named.extend({ isClosed: z.boolean().default(false), isDefault: z.boolean().default(false) });

export interface InstanceType {
  readonly name: string;
  /** By their names. */
  readonly fields: ReadonlyMap<string, CustomField>;
}

/** What one project offers, in OpenProject's own words. */
export interface OpenProjectInstance {
  readonly project: Project;
  readonly types: readonly InstanceType[];
  readonly statuses: readonly z.infer<typeof Status>[];
  /** As OpenProject orders them, the least urgent first. */
  readonly priorities: readonly string[];
}

export type ReadInstance =
  | { readonly kind: 'read'; readonly instance: OpenProjectInstance }
  | { readonly kind: 'failed'; readonly what: string; readonly status: number | null };

/** Reads all of it with the fewest questions: one for each type, and three more. */
export async function readInstance(probe: OpenProjectProbe, project: Project): Promise<ReadInstance> {
  const listed = await get(probe, 'list types', `/projects/${project.id}/types`, listOf(Named));
  if (listed.kind === 'failed') return failed('the types of the project', listed.status);
  const statuses = await get(probe, 'list statuses', '/statuses', listOf(Status));
  if (statuses.kind === 'failed') return failed('the statuses', statuses.status);
  const priorities = await get(probe, 'list priorities', '/priorities', listOf(Named));
  if (priorities.kind === 'failed') return failed('the priorities', priorities.status);

  const types: InstanceType[] = [];
  for (const { id, name } of listed.value.elements) {
    const fields = await get(probe, 'read schema', `/work_packages/schemas/${project.id}-${id}`, Schema);
    if (fields.kind === 'failed') return failed(`the fields of the type ${name}`, fields.status);
    types.push({ name, fields: fields.value });
  }
  return {
    kind: 'read',
    instance: {
      ...{ project, types },
      statuses: statuses.value.elements,
      priorities: priorities.value.elements.map(({ name }) => name),
    },
  };
}

function get<Answer>(
  probe: OpenProjectProbe,
  name: string,
  path: string,
  answer: z.ZodType<Answer>,
): Promise<Probed<Answer>> {
  return probe.ask({ name, effect: 'reads', method: 'GET', path, answer });
}

function failed(what: string, status: number | null) {
  return { kind: 'failed', what, status } as const;
}

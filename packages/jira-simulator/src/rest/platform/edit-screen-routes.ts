import type { FastifyInstance } from 'fastify';
import { hasPermission } from '../../site/has-permission.ts';
import { issueNotFound } from '../../site/outcome.ts';
import { refuse } from '../refuse.ts';
import { apiRoot, type RestContext } from '../rest-context.ts';

const systemFields = [
  { key: 'summary', name: 'Summary', schema: { type: 'string', system: 'summary' }, operations: ['set'] },
  { key: 'description', name: 'Description', schema: { type: 'string', system: 'description' }, operations: ['set'] },
  { key: 'priority', name: 'Priority', schema: { type: 'priority', system: 'priority' }, operations: ['set'] },
  {
    key: 'labels',
    name: 'Labels',
    schema: { type: 'array', items: 'string', system: 'labels' },
    operations: ['add', 'set', 'remove'],
  },
  { key: 'assignee', name: 'Assignee', schema: { type: 'user', system: 'assignee' }, operations: ['set'] },
] as const;

/** What may be edited of an issue: what stands on its edit screen. */
export function registerEditScreenRoutes(app: FastifyInstance, { site }: RestContext): void {
  const path = `${apiRoot(site)}/issue/:issueIdOrKey/editmeta`;
  app.get<{ Params: { issueIdOrKey: string } }>(path, (request, reply) => {
    if (!site.findIssue(request.params.issueIdOrKey)) return refuse(reply, issueNotFound);
    const hidden = new Set(site.config.notOnEditScreen ?? []);
    if (!hasPermission(site, 'ASSIGN_ISSUES')) hidden.add('assignee');
    const shown = hasPermission(site, 'EDIT_ISSUES') ? systemFields.filter(({ key }) => !hidden.has(key)) : [];
    return reply.send({
      fields: Object.fromEntries(shown.map((field) => [field.key, { ...field, required: field.key === 'summary' }])),
    });
  });
}

import { priorities, priorityById } from '../../site/priorities.ts';
import { type Resolution, type Status, statusById, statuses, type Transition } from '../../site/workflow.ts';
import { apiUrl, type RestContext } from '../rest-context.ts';

export function presentStatus(context: RestContext, status: Status): Record<string, unknown> {
  const { category } = status;
  return {
    self: apiUrl(context, `/status/${status.id}`),
    description: '',
    iconUrl: `${context.baseUrl()}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: { self: apiUrl(context, `/statuscategory/${category.id}`), ...category },
  };
}

export function presentPriority(context: RestContext, priorityId: string): Record<string, unknown> {
  const { id, name, statusColor, description } = priorityById(priorityId);
  return {
    self: apiUrl(context, `/priority/${id}`),
    statusColor,
    description,
    iconUrl: `${context.baseUrl()}/images/icons/priorities/${name.toLowerCase()}.svg`,
    name,
    id,
  };
}

export function presentPriorities(context: RestContext): Record<string, unknown>[] {
  return priorities.map(({ id }) => presentPriority(context, id));
}

export function presentResolution(
  context: RestContext,
  resolution: Resolution | undefined,
): Record<string, unknown> | null {
  return resolution ? { self: apiUrl(context, `/resolution/${resolution.id}`), description: '', ...resolution } : null;
}

export function presentIssueType(context: RestContext): Record<string, unknown> {
  return {
    self: apiUrl(context, '/issuetype/10004'),
    id: '10004',
    description: 'A request for help.',
    iconUrl: `${context.baseUrl()}/images/icons/issuetypes/service-request.svg`,
    name: 'Service Request',
    subtask: false,
  };
}

/** An issue type with every status its workflow has; here there is one of each. */
export function presentIssueTypeStatuses(context: RestContext): Record<string, unknown> {
  const all = statuses.map((status) => presentStatus(context, status));
  return {
    self: apiUrl(context, '/issuetype/10004'),
    id: '10004',
    name: 'Service Request',
    subtask: false,
    statuses: all,
  };
}

export function presentProject(context: RestContext): Record<string, unknown> {
  const { projectKey, projectName } = context.site.config;
  return {
    self: apiUrl(context, '/project/10000'),
    id: '10000',
    key: projectKey,
    name: projectName ?? 'Service desk',
    projectTypeKey: 'service_desk',
  };
}

export function presentTransition(context: RestContext, transition: Transition): Record<string, unknown> {
  const to = presentStatus(context, statusById(transition.to));
  if (context.site.flavour === 'data-center') return { id: transition.id, name: transition.name, to };
  const { id, name } = transition;
  return {
    id,
    name,
    to,
    hasScreen: transition.resolution === 'set',
    isGlobal: false,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
  };
}

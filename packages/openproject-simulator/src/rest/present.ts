import type { CustomField, Permission, Person } from '../simulator-options.ts';
import type { Activity, Attachment, Relation, WorkPackage } from '../site/records.ts';
import { keyOf, type Site } from '../site/site.ts';

/** Resources in OpenProject's shapes: HAL, with as much of each as a client of a service desk needs. */

const api = '/api/v3';

type Json = Readonly<Record<string, unknown>>;

export function link(path: string, id: number, title?: string): Json {
  return { href: `${api}/${path}/${id}`, ...(title !== undefined && { title }) };
}

export function markdown(raw: string): Json {
  return { format: 'markdown', raw, html: '' };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function collection(self: string, elements: readonly unknown[], more: Json = {}): Json {
  return {
    _type: 'Collection',
    total: elements.length,
    count: elements.length,
    ...more,
    _embedded: { elements },
    _links: { self: { href: self } },
  };
}

export function presentWorkPackage(site: Site, workPackage: WorkPackage): Json {
  const { id, lockVersion, subject, description, dueDate, createdAt, updatedAt } = workPackage;
  const { config } = site;
  const named = (list: readonly { readonly id: number; readonly name: string }[], wanted: number) =>
    list.find((each) => each.id === wanted)?.name ?? '';
  const custom = presentCustomValues(site, workPackage);
  return {
    _type: 'WorkPackage',
    id,
    lockVersion,
    subject,
    description: markdown(description),
    dueDate,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
    ...custom.properties,
    _links: {
      self: link('work_packages', id, subject),
      project: link('projects', config.project.id, config.project.name),
      schema: { href: `${api}/work_packages/schemas/${config.project.id}-${workPackage.typeId}` },
      type: link('types', workPackage.typeId, named(config.types, workPackage.typeId)),
      status: link('statuses', workPackage.statusId, named(config.statuses, workPackage.statusId)),
      priority: link('priorities', workPackage.priorityId, named(config.priorities, workPackage.priorityId)),
      author: personLink(site, workPackage.authorId),
      assignee: workPackage.assigneeId === null ? { href: null } : personLink(site, workPackage.assigneeId),
      activities: { href: `${api}/work_packages/${id}/activities` },
      attachments: { href: `${api}/work_packages/${id}/attachments` },
      watchers: { href: `${api}/work_packages/${id}/watchers` },
      ...presentActions(site, id),
      ...custom.links,
    },
  };
}

/** What the service account may do with a work package: what it may not has no link. */
function presentActions({ config }: Site, id: number): Json {
  const self = `${api}/work_packages/${id}`;
  const offered = (permission: Permission, links: Json) => (config.withheld.includes(permission) ? {} : links);
  return {
    ...offered('edit', {
      update: { href: `${self}/form`, method: 'post' },
      updateImmediately: { href: self, method: 'patch' },
      addAttachment: { href: `${self}/attachments`, method: 'post' },
    }),
    ...offered('comment', { addComment: { href: `${self}/activities`, method: 'post' } }),
    ...offered('watchers', { addWatcher: { href: `${self}/watchers`, method: 'post' } }),
    ...offered('relations', { addRelation: { href: `${self}/relations`, method: 'post' } }),
  };
}

/** What names something else is a link, everything else a property. */
function presentCustomValues(site: Site, { typeId, customValues }: WorkPackage) {
  const properties: Record<string, unknown> = {};
  const links: Record<string, unknown> = {};
  for (const field of site.fieldsOf(typeId)) {
    const key = keyOf(field);
    const value = customValues[key] ?? null;
    if (field.format === 'user' || field.format === 'list') links[key] = valueLink(site, field, value);
    else properties[key] = field.format === 'text' ? markdown(String(value ?? '')) : value;
  }
  return { properties, links };
}

function valueLink(site: Site, field: CustomField, value: unknown): Json {
  if (typeof value !== 'number') return { href: null, title: null };
  if (field.format === 'user') return personLink(site, value);
  return link('custom_options', value, field.options.find(({ id }) => id === value)?.value ?? '');
}

function personLink(site: Site, id: number): Json {
  return link('users', id, site.person(id)?.name ?? '');
}

export function presentPerson(person: Person): Json {
  const { id, name, email, active } = person;
  return {
    _type: 'User',
    id,
    name,
    email,
    login: email,
    status: active ? 'active' : 'locked',
    avatar: '',
    _links: { self: link('users', id, name), showUser: { href: `/users/${id}`, type: 'text/html' } },
  };
}

export function presentActivity(site: Site, activity: Activity): Json {
  const { id, comment, internal, details, createdAt, updatedAt, userId, workPackageId } = activity;
  const files = site.attachmentsOf('activity', id);
  return {
    _type: comment === '' ? 'Activity' : 'Activity::Comment',
    id,
    version: site.activitiesOf(workPackageId).findIndex((each) => each.id === id) + 1,
    comment: markdown(comment),
    details: details.map((raw) => ({ format: 'custom', raw, html: raw })),
    internal,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
    _embedded: {
      attachments: collection(
        `${api}/activities/${id}/attachments`,
        files.map((file) => presentAttachment(site, file)),
      ),
    },
    _links: {
      self: { href: `${api}/activities/${id}` },
      workPackage: link('work_packages', workPackageId, site.workPackage(workPackageId)?.subject ?? ''),
      user: personLink(site, userId),
      attachments: { href: `${api}/activities/${id}/attachments` },
    },
  };
}

export function presentAttachment(site: Site, attachment: Attachment): Json {
  const { id, container, fileName, contentType, bytes, sha256, authorId, createdAt } = attachment;
  return {
    _type: 'Attachment',
    id,
    fileName,
    fileSize: bytes,
    contentType,
    status: 'uploaded',
    description: { format: 'plain', raw: '', html: '' },
    digest: { algorithm: 'sha256', hash: sha256 },
    createdAt: instant(createdAt),
    _links: {
      self: link('attachments', id, fileName),
      author: personLink(site, authorId),
      container:
        container === null
          ? { href: null }
          : link(container.kind === 'activity' ? 'activities' : 'work_packages', container.id),
      staticDownloadLocation: { href: `${api}/attachments/${id}/content` },
      downloadLocation: { href: `${api}/attachments/${id}/content` },
    },
  };
}

export function presentRelation({ id, fromId, toId, type }: Relation): Json {
  return {
    _type: 'Relation',
    id,
    type,
    _links: {
      self: { href: `${api}/relations/${id}` },
      from: link('work_packages', fromId),
      to: link('work_packages', toId),
    },
  };
}

/** What can be written to a work package of this type: the custom fields by the names people gave them. */
export function presentSchema(site: Site, typeId: number): Json {
  const fields = site.fieldsOf(typeId).map((field) => [keyOf(field), presentField(field)]);
  return {
    _type: 'Schema',
    _links: { self: { href: `${api}/work_packages/schemas/${site.config.project.id}-${typeId}` } },
    subject: { type: 'String', name: 'Subject', required: true, hasDefault: false, writable: true },
    dueDate: { type: 'Date', name: 'Finish date', required: false, hasDefault: false, writable: true },
    ...Object.fromEntries(fields),
  };
}

/** What a creation would come to; nothing is written. */
export function presentForm(site: Site, typeId: number, payload: unknown): Json {
  return {
    _type: 'Form',
    _embedded: { payload, schema: presentSchema(site, typeId), validationErrors: {} },
    _links: { self: { href: `${api}/projects/${site.config.project.id}/work_packages/form`, method: 'post' } },
  };
}

const fieldTypes = { string: 'String', text: 'Formattable', date: 'Date', list: 'CustomOption', user: 'User' } as const;

function presentField({ name, format, options, required }: CustomField): Json {
  const isLink = format === 'list' || format === 'user';
  return {
    type: fieldTypes[format],
    name,
    required,
    hasDefault: false,
    writable: true,
    ...(isLink && { location: '_links' }),
    ...(format === 'list' && {
      _embedded: {
        allowedValues: options.map(({ id, value }) => ({
          _type: 'CustomOption',
          id,
          value,
          _links: { self: link('custom_options', id, value) },
        })),
      },
    }),
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedRequest } from '@desk/jira-simulator';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';

const Parameter = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header', 'cookie']) });
const Operation = z.object({
  parameters: z.array(Parameter).nullish(),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
});
type Operation = z.infer<typeof Operation>;

const Spec = z.looseObject({
  openapi: z.string().optional(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

interface Description {
  readonly id: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What stands before the description's paths in an address. */
  readonly prefix: string;
  compile(reference: string): ValidateFunction;
}

/** Says what a recorded request has that the vendor's description of it has not; empty where it keeps to it. */
export type HoldRequest = (request: RecordedRequest) => readonly string[];

/** Reads the vendors' descriptions. There is none of JSM on Data Center: its paths equal those of Cloud. */
export function readSpecs(folder: string): HoldRequest {
  const options = { strict: false, validateFormats: false, allErrors: true };
  const [usual, newer] = [new Ajv(options), new Ajv2020(options)];
  const read = (id: string, file: string, prefix: string, change: (spec: unknown) => void = () => {}): Description => {
    const spec: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    change(spec);
    const parsed = Spec.parse(spec);
    const ajv = parsed.openapi?.startsWith('3.1') ? newer : usual;
    ajv.addSchema(parsed, id);
    return { id, paths: parsed.paths, prefix, compile: (reference) => ajv.compile({ $ref: reference }) };
  };
  const desk = read('desk', 'jira-service-management-cloud.openapi.json', '');
  const cloud = read('cloud', 'jira-cloud-platform-v3.openapi.json', '');
  const openProject = read('openproject', 'openproject-v3.openapi.json', '', closeRequestBodies);
  const dataCenter = read('data-center', 'jira-data-center-10.3.openapi.json', '/rest', closeObjects);
  const validators = new Map<string, ValidateFunction>();

  return (request) => {
    const description = descriptionOf(request.path);
    const found = description && findOperation(description, request);
    if (!description || !found) return [`${request.method} ${request.path} is described nowhere`];
    return [
      ...wrongQuery(found.operation, request),
      ...wrongBody(found.operation, request, () => validatorOf(description, found.pointer)),
    ].map((problem) => `${request.method} ${found.template}: ${problem}`);
  };

  function descriptionOf(path: string): Description | null {
    if (path.startsWith('/rest/servicedeskapi/')) return desk;
    if (path.startsWith('/rest/api/3/')) return cloud;
    if (/^\/api\/v3(?:\/|$)/.test(path)) return openProject;
    return path.startsWith('/rest/api/2/') ? dataCenter : null;
  }

  function validatorOf(description: Description, pointer: string): ValidateFunction {
    const reference = `${description.id}#${pointer}`;
    const validator = validators.get(reference) ?? description.compile(reference);
    validators.set(reference, validator);
    return validator;
  }
}

interface FoundOperation {
  readonly template: string;
  readonly operation: Operation;
  /** To the schema of its JSON body. */
  readonly pointer: string;
}

function findOperation({ paths, prefix }: Description, { method, path }: RecordedRequest): FoundOperation | null {
  const verb = method.toLowerCase();
  const segments = path.slice(prefix.length).split('/');
  // `search/jql` is no issue called jql: the template with the fewest parameters is meant.
  const [template] = Object.keys(paths)
    .filter((candidate) => matches(candidate.split('/'), segments) && paths[candidate]?.[verb])
    .toSorted((left, right) => left.split('{').length - right.split('{').length);
  if (template === undefined) return null;
  const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1');
  return {
    template,
    operation: Operation.parse(paths[template]?.[verb]),
    pointer: `/paths/${encodeURIComponent(escaped)}/${verb}/requestBody/content/application~1json/schema`,
  };
}

function matches(template: readonly string[], segments: readonly string[]): boolean {
  return (
    template.length === segments.length &&
    template.every((part, at) => (part.startsWith('{') ? segments[at] !== '' : part === segments[at]))
  );
}

function wrongQuery({ parameters }: Operation, { query }: RecordedRequest): readonly string[] {
  const known = new Set((parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name));
  return Object.keys(query)
    .filter((name) => !known.has(name))
    .map((name) => `no query parameter ${name}`);
}

function wrongBody(
  { requestBody }: Operation,
  { body, headers }: RecordedRequest,
  validator: () => ValidateFunction,
): readonly string[] {
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  if (type === '') return requestBody ? ['no body'] : [];
  if (!requestBody?.content[type]) return [`no body of type ${type}`];
  if (type !== 'application/json') return [];
  const validate = validator();
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
  );
}

/** Data Center's description leaves its objects open, so that a misspelt key would pass. */
function closeObjects(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  if ('properties' in node && !('additionalProperties' in node)) Object.assign(node, { additionalProperties: false });
  for (const child of Object.values(node)) closeObjects(child);
}

/**
 * OpenProject's description leaves its objects open too, and joins them of parts that would forbid each other's
 * properties if each were closed by itself: so what is written is closed as a whole.
 */
function closeRequestBodies(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, child] of Object.entries(node)) {
    if (written.has(name)) Object.assign(child, { unevaluatedProperties: false });
    else closeRequestBodies(child);
  }
}

const written: ReadonlySet<string> = new Set([
  'WorkPackageModel',
  'WorkPackagePatchModel',
  'ActivityCommentWriteModel',
  'RelationWriteModel',
]);

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vendorSpecsFolder } from '@desk/testing';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';

/** A vendor's API description, asked whether a request or an answer is as described. */
export interface ApiDescription {
  /** The described path a real one belongs to, e.g. `/rest/api/3/issue/{issueIdOrKey}`. */
  findPath(method: string, path: string): string | undefined;
  /** What is wrong with a request's body; empty when nothing is. */
  checkRequest(method: string, path: string, body: unknown): string[];
  /** What is wrong with an answer: an undescribed status, or a body that differs. */
  checkAnswer(method: string, path: string, status: number, body: unknown): string[];
  /** The names a request's body may have. */
  requestKeys(method: string, path: string): readonly string[];
}

/** `undefined` where this machine has no such file. */
export function readDescription(file: string): ApiDescription | undefined {
  const source = join(vendorSpecsFolder, file);
  if (!existsSync(source)) return undefined;
  const document: unknown = JSON.parse(readFileSync(source, 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, verbose: true });
  ajv.addSchema(Object(document), 'api');
  const templates = Object.keys(Object(read(document, ['paths'])));

  const findPath = (method: string, path: string) =>
    templates.find(
      (template) =>
        toExpression(template).test(path) && read(document, ['paths', template, method.toLowerCase()]) !== undefined,
    );

  function check(pointer: readonly string[], value: unknown): string[] {
    if (read(document, pointer) === undefined) return [];
    const validate: ValidateFunction = ajv.compile({
      $ref: `api#${pointer.map((step) => `/${escapeStep(step)}`).join('')}`,
    });
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .filter(isDeviation)
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  const operation = (method: string, path: string) => ['paths', findPath(method, path) ?? '', method.toLowerCase()];

  return {
    findPath,
    checkRequest: (method, path, body) =>
      check([...operation(method, path), 'requestBody', 'content', 'application/json', 'schema'], body),
    checkAnswer(method, path, status, body) {
      const answers = [...operation(method, path), 'responses'];
      if (read(document, [...answers, String(status)]) === undefined) return [`${status} is not described`];
      return check([...answers, String(status), 'content', 'application/json', 'schema'], body);
    },
    requestKeys(method, path) {
      const schema = [...operation(method, path), 'requestBody', 'content', 'application/json', 'schema'];
      const reference = read(document, [...schema, '$ref']);
      const target = typeof reference === 'string' ? reference.slice(2).split('/') : schema;
      return Object.keys(Object(read(document, [...target, 'properties'])));
    },
  };
}

/** The description forgets that a changelog has `null` where there was nothing. */
function isDeviation({ instancePath, data }: ErrorObject): boolean {
  return data !== null || !/\/items\/\d+\/(from|to)(String)?$/.test(instancePath);
}

function read(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === step)?.[1] : undefined,
    value,
  );
}

/** `{parameter}` stands for one step of a path. */
function toExpression(template: string): RegExp {
  const steps = template
    .split('/')
    .map((step) => (step.startsWith('{') ? '[^/]+' : step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${steps.join('/')}$`);
}

function escapeStep(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}

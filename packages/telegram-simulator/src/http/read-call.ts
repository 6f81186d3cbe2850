import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { UploadedFile } from '../methods/method.ts';

const Values = z.record(z.string(), z.unknown());

export interface CallBody {
  values: Record<string, unknown>;
  files: Map<string, UploadedFile>;
}

/**
 * Gathers the parameters of a call from its query and its body (JSON, form or multipart). An uploaded file stands for
 * the parameter of its own name, as if it had been attached by that name.
 */
export async function readCall(request: FastifyRequest): Promise<CallBody> {
  const values = Values.catch({}).parse(request.query);
  const files = new Map<string, UploadedFile>();
  if (request.isMultipart()) {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        values[part.fieldname] = part.value;
        continue;
      }
      files.set(part.fieldname, { name: part.filename, mime: part.mimetype, bytes: await part.toBuffer() });
      values[part.fieldname] ??= `attach://${part.fieldname}`;
    }
  } else {
    Object.assign(values, Values.catch({}).parse(request.body));
  }
  return { values, files };
}

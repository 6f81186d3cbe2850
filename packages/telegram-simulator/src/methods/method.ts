import { z } from 'zod';
import type { UpdateDelivery } from '../delivery/update-delivery.ts';
import type { FloodControl } from '../limits/flood-control.ts';
import type { CallbackBook } from '../state/callback-book.ts';
import type { FileStore } from '../state/file-store.ts';
import type { ProfileBook } from '../state/profile-book.ts';
import type { World } from '../state/world.ts';

export interface UploadedFile {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

/** What came with a request besides its parameters. */
export interface CallExtras {
  /** By field name. */
  files: ReadonlyMap<string, UploadedFile>;
  /** Registers what to do when the caller hangs up before the answer. */
  onGone(gone: () => void): void;
}

export interface Refusal {
  ok: false;
  error_code: number;
  description: string;
  parameters?: { retry_after: number };
}

export interface Success {
  ok: true;
  result: unknown;
  description?: string;
}

/** Exactly what travels back to the bot. */
export type MethodAnswer = Success | Refusal;

/** Everything a method may touch. */
export interface Server {
  world: World;
  files: FileStore;
  callbacks: CallbackBook;
  profile: ProfileBook;
  delivery: UpdateDelivery;
  flood: FloodControl;
}

export interface BotMethod {
  name: string;
  /** Accepted parameters; true where Telegram insists on them. */
  parameters: Readonly<Record<string, { required: boolean }>>;
  run(values: unknown, server: Server, extras: CallExtras): MethodAnswer | Promise<MethodAnswer>;
}

type Run<Shape extends z.ZodRawShape> = (
  parameters: z.infer<z.ZodObject<Shape>>,
  server: Server,
  extras: CallExtras,
) => MethodAnswer | Promise<MethodAnswer>;

/** A method of the Bot API: its parameters (others are ignored, as Telegram does) and what it does. */
export function defineMethod<Shape extends z.ZodRawShape>(name: string, shape: Shape, run: Run<Shape>): BotMethod {
  const schema = z.object(shape);
  const parameters: Record<string, { required: boolean }> = {};
  for (const [key, field] of Object.entries(shape)) {
    parameters[key] = { required: !z.safeParse(z.object({ field }), {}).success };
  }
  return {
    name,
    parameters,
    run(values, server, extras) {
      const parsed = schema.safeParse(values);
      if (!parsed.success) return badRequest(parsed.error.issues[0]?.message ?? 'wrong parameters');
      return run(parsed.data, server, extras);
    },
  };
}

export function success(result: unknown, description?: string): Success {
  return description === undefined ? { ok: true, result } : { ok: true, result, description };
}

export function refusal(errorCode: number, description: string): Refusal {
  return { ok: false, error_code: errorCode, description };
}

export function badRequest(reason: string): Refusal {
  return refusal(400, `Bad Request: ${reason}`);
}

export function tooManyRequests(retryAfterSeconds: number): Refusal {
  return {
    ...refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`),
    parameters: { retry_after: retryAfterSeconds },
  };
}

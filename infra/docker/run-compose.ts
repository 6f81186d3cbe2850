import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const outputBytesMax = 64 * 1024 * 1024;
const answerWithinMs = 10_000;

/** Debian's own client first: it builds without a plugin. */
export const environment = { ...process.env, PATH: `/usr/bin:${process.env.PATH}`, DOCKER_BUILDKIT: '1' };

/** What is asked of an engine's account of a container. */
export const Container = z.object({
  Id: z.string(),
  Config: z.object({ User: z.string(), Labels: z.record(z.string(), z.string()) }),
  State: z.object({ Status: z.string(), ExitCode: z.number() }),
  HostConfig: z.object({
    CapAdd: z.array(z.string()).nullable(),
    CapDrop: z.array(z.string()).nullable(),
    SecurityOpt: z.array(z.string()).nullable(),
    ReadonlyRootfs: z.boolean(),
    Privileged: z.boolean(),
    Memory: z.number(),
    PidsLimit: z.number().nullable(),
    LogConfig: z.object({ Config: z.record(z.string(), z.string()) }),
  }),
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.object({ IPAddress: z.string() })),
    Ports: z.record(z.string(), z.array(z.object({ HostIp: z.string(), HostPort: z.string() })).nullable()),
  }),
});
export type Container = z.infer<typeof Container>;

export interface Compose {
  /** The command itself, for scripts that run elsewhere than in the clone. */
  readonly words: readonly string[];
  /** `docker compose`, with the project and its settings. */
  compose(args: readonly string[], withinMs: number): Promise<string>;
  /** By the name of their service; of one that was run by hand, the last. */
  containers(): Promise<ReadonlyMap<string, Container>>;
}

/** Why nothing can be run here; null: it can. */
export async function findObstacle(): Promise<string | null> {
  if (!(await answers('docker', ['version']))) return 'no Docker engine answers here';
  return (await findCommand()) === null ? 'there is no Docker Compose here' : null;
}

export async function openCompose(project: string, envFile: string): Promise<Compose> {
  const command = await findCommand();
  if (command === null) throw new Error('There is no Docker Compose here.');
  const [program, ...first] = command;
  const common = [...first, '--env-file', envFile, '--project-name', project, '--profile', 'demo'];
  return {
    words: [program, ...common, '--project-directory', root, '--file', join(root, 'docker-compose.yml')],
    async compose(args, withinMs) {
      const options = { cwd: root, env: environment, timeout: withinMs, maxBuffer: outputBytesMax };
      const { stdout } = await run(program, [...common, ...args], options);
      return stdout;
    },
    async containers() {
      const label = `label=com.docker.compose.project=${project}`;
      const ids = (await docker(['ps', '--all', '--quiet', '--filter', label])).split('\n').filter(Boolean);
      const found = z.array(Container).parse(JSON.parse(await docker(['inspect', ...ids])));
      return new Map(found.map((each) => [each.Config.Labels['com.docker.compose.service'] ?? each.Id, each]));
    },
  };
}

export async function docker(args: readonly string[], withinMs = answerWithinMs): Promise<string> {
  const { stdout } = await run('docker', args, { env: environment, timeout: withinMs, maxBuffer: outputBytesMax });
  return stdout;
}

async function findCommand(): Promise<readonly [string, ...string[]] | null> {
  if (await answers('docker', ['compose', 'version'])) return ['docker', 'compose'];
  return (await answers('docker-compose', ['version'])) ? ['docker-compose'] : null;
}

function answers(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args, { env: environment, timeout: answerWithinMs }).then(
    () => true,
    () => false,
  );
}

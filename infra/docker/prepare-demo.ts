import { join } from 'node:path';
import { writeDemoHome } from './write-demo-home.ts';

/** `node infra/docker/prepare-demo.ts`: what `docker compose --profile demo` needs, under `.desk`. */
const home = join(import.meta.dirname, '..', '..', '.desk', 'docker-demo');
const file = await writeDemoHome({ home, organisation: 'it-desk', subnet: '172.28', portsAt: null });
process.stdout.write(`docker compose --env-file ${file} --profile demo up --build\n`);

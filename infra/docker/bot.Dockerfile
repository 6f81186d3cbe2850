# The bot, for the DMZ. From the root of the clone: docker build --file infra/docker/bot.Dockerfile --tag desk-bot .

FROM node:24-bookworm-slim AS workspace
WORKDIR /desk
ENV CI=true
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/contract/package.json packages/contract/
COPY packages/crypto/package.json packages/crypto/
COPY packages/doctor/package.json packages/doctor/
COPY packages/domain/package.json packages/domain/
COPY packages/key-commands/package.json packages/key-commands/
COPY packages/logging/package.json packages/logging/
COPY packages/migrations/package.json packages/migrations/
COPY packages/settings/package.json packages/settings/
COPY packages/tls/package.json packages/tls/
COPY services/bot/package.json services/bot/

# Prisma's client is made by the very Prisma that the lock file names; its command line goes no further than this stage.
FROM workspace AS client
RUN --mount=type=cache,id=desk-pnpm,target=/pnpm \
    npx --yes pnpm@12 install --frozen-lockfile --ignore-scripts --store-dir /pnpm/store --filter @desk/bot
COPY infra/prepare.ts infra/
COPY services/bot/prisma services/bot/prisma
RUN node infra/prepare.ts

FROM workspace AS production
RUN --mount=type=cache,id=desk-pnpm,target=/pnpm \
    npx --yes pnpm@12 install --prod --frozen-lockfile --ignore-scripts --store-dir /pnpm/store --filter @desk/bot...
# What only editors read, and the query compilers of databases that are not ours.
RUN find node_modules/.pnpm -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find node_modules/.pnpm -path '*/@prisma/client/runtime/query_compiler_*' ! -name 'query_compiler_small_bg.postgresql.*' -delete
COPY packages/contract/src packages/contract/src
COPY packages/crypto/src packages/crypto/src
COPY packages/doctor/src packages/doctor/src
COPY packages/domain/src packages/domain/src
COPY packages/key-commands/src packages/key-commands/src
COPY packages/logging/src packages/logging/src
COPY packages/migrations/src packages/migrations/src
COPY packages/settings/src packages/settings/src
COPY packages/tls/src packages/tls/src
COPY services/bot/src services/bot/src
COPY services/bot/prisma/migrations services/bot/prisma/migrations
COPY --from=client /desk/services/bot/src/adapters/postgres/generated services/bot/src/adapters/postgres/generated
COPY infra/docker/check-health.ts infra/docker/start-service.sh infra/docker/

FROM node:24-bookworm-slim
WORKDIR /desk
ENV NODE_ENV=production
RUN printf '#!/bin/sh\nexec node /desk/services/bot/src/desk.ts "$@"\n' >/usr/local/bin/desk && chmod 755 /usr/local/bin/desk
COPY --from=production /desk ./
# Compiled once, for every start: in a folder of its own, since Node keeps it apart for each user. A start without any
# settings says what is missing, and ends with 78. Node takes back only what was compiled under the flags of CMD.
ENV NODE_COMPILE_CACHE=/var/cache/desk
# A process of few threads needs few heaps of the C library's: some 10 MB less.
ENV MALLOC_ARENA_MAX=2
RUN install --directory --owner node --group node /var/cache/desk
USER node
RUN FLAGS="--max-semi-space-size=2 --max-old-space-size=192 --no-parallel-scavenge --wasm-tiering-budget=1000000000 --heap-growing-percent=60" \
 && { node $FLAGS services/bot/src/main.ts 2>/dev/null || [ $? -eq 78 ]; } \
 && { node infra/docker/check-health.ts 1 || true; }
EXPOSE 8081 8082 9090
HEALTHCHECK --interval=10s --timeout=10s --start-period=30s --retries=3 CMD ["node", "infra/docker/check-health.ts", "9090"]
ENTRYPOINT ["sh", "infra/docker/start-service.sh"]
CMD ["node", "--max-semi-space-size=2", "--max-old-space-size=192", "--no-parallel-scavenge", \
     "--wasm-tiering-budget=1000000000", "--heap-growing-percent=60", "services/bot/src/main.ts"]

#!/bin/sh
# Builds the server and puts it, with what it needs and nothing else, into a folder that is not there yet:
#   sh deploy/build-app.sh /opt/muniment
# Then `node /opt/muniment/bin/muniment.mjs` is the command line. Needs Node 22.18 or newer, npx and tar.
set -eu
target=$1
cd "$(dirname "$0")/.."
if [ -e "$target" ]; then
  echo "$target is there already. Name a folder that is not." >&2
  exit 2
fi
pnpm() { npx --yes pnpm@12 "$@"; }

pnpm install --frozen-lockfile --filter '@muniment/server...' --filter '@muniment/desktop...' --filter muniment
pnpm exec tsc --build packages/server
# The page for browsers, which the server brings along.
pnpm --filter @muniment/desktop run build:web
# What the lockfile says, without what is for building and testing.
pnpm --filter @muniment/server deploy --prod --legacy "$target"
# The SDK is used as it is published: bundled, with nothing beside it.
pnpm --filter @muniment/sdk pack --out "$target/sdk.tgz"
tar -xzf "$target/sdk.tgz" --strip-components=1 -C "$target/node_modules/@muniment/sdk"
rm "$target/sdk.tgz"
cp LICENSE THIRD-PARTY-NOTICES.md "$target"

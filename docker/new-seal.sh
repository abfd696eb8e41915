#!/bin/sh
# A seal to try the system with: `docker/new-seal.sh docker/seal` makes an authority of its own, and a key and a
# certificate that it issues. A school's real certificate comes from an authority that others trust.
set -eu
folder=${1:?a folder}
umask 077
mkdir -p "$folder"
cd "$folder"
[ ! -e seal.key ] || { echo "$folder has a seal already" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

key "$work/authority.key"
key seal.key
openssl req -x509 -new -key "$work/authority.key" -sha256 -days 3650 -subj "/C=DK/CN=AMU trial authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" -out roots.pem
cat > "$work/seal.ext" <<EXT
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
authorityKeyIdentifier=keyid
subjectKeyIdentifier=hash
EXT
openssl req -new -key seal.key -subj "/C=DK/CN=AMU trial seal" -out "$work/seal.csr"
openssl x509 -req -in "$work/seal.csr" -CA roots.pem -CAkey "$work/authority.key" -CAcreateserial -sha256 -days 1095 \
    -extfile "$work/seal.ext" -out seal.pem 2>/dev/null
rm -f roots.srl
chmod 644 seal.pem roots.pem

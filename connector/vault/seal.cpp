// Joins codec and cipher. The instantiations at the end are the closed list of what can be sealed.
#include "connector/vault/seal.h"

#include "connector/vault/cell_cipher.h"
#include "connector/vault/codecs.h"

namespace bowline::vault {

template <class T>
Sealed<T> seal(const SealingKey& key, const CellAddress& address, const T& value) {
    RecordWriter record(Codec<T>::kVersion);
    Codec<T>::write(record, value);
    return {CellCipher::seal(key, address, record.view())};
}

template <class T>
T open(const SealingKey& key, const CellAddress& address, const Sealed<T>& sealed) {
    const auto plain = CellCipher::open(key, address, sealed.bytes);
    RecordReader record(viewOf(plain), Codec<T>::kOldest, Codec<T>::kVersion);
    T value = Codec<T>::read(record);
    record.end();
    return value;
}

WipedText openText(const SealingKey& key, const CellAddress& address, std::string_view sealed) {
    return WipedText(viewOf(CellCipher::open(key, address, sealed)));
}

#define BOWLINE_SEALABLE(T)                                                      \
    template Sealed<T> seal<T>(const SealingKey&, const CellAddress&, const T&); \
    template T open<T>(const SealingKey&, const CellAddress&, const Sealed<T>&)

BOWLINE_SEALABLE(RawBody);
BOWLINE_SEALABLE(Event);
BOWLINE_SEALABLE(ClearedItem);
BOWLINE_SEALABLE(Forbidden);
BOWLINE_SEALABLE(StepOutput);
BOWLINE_SEALABLE(Phone);
BOWLINE_SEALABLE(Bsuid);
BOWLINE_SEALABLE(DisplayName);
BOWLINE_SEALABLE(AccessToken);

#undef BOWLINE_SEALABLE

}  // namespace bowline::vault

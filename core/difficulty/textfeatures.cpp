// SPDX-License-Identifier: Apache-2.0
#include "core/difficulty/textfeatures.h"

#include "core/base/utf8.h"

#include <zlib.h>

#include <array>
#include <string>

namespace dankai {

namespace {

// One compressor per thread, since setting one up costs more than a short example.
class Deflater final
{
public:
    Deflater()
    {
        m_isReady
            = deflateInit2(&m_stream, 6, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK;
    }

    ~Deflater()
    {
        if (m_isReady)
            deflateEnd(&m_stream);
    }

    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::size_t compressedSize(std::string_view text)
    {
        if (!m_isReady)
            throw std::bad_alloc();
        deflateReset(&m_stream);
        std::size_t size = 0;
        std::array<Bytef, 16384> sink;
        // Pieces, because zlib counts its input in 32 bits.
        constexpr std::size_t pieceSize = std::size_t(1) << 24;
        int status = Z_OK;
        do {
            const std::string_view piece = text.substr(0, pieceSize);
            text.remove_prefix(piece.size());
            std::string_view bytes = piece;
            // zlib's input pointer is not const, though it only reads.
            m_stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
            m_stream.avail_in = static_cast<uInt>(bytes.size());
            do {
                m_stream.next_out = sink.data();
                m_stream.avail_out = static_cast<uInt>(sink.size());
                status = deflate(&m_stream, text.empty() ? Z_FINISH : Z_NO_FLUSH);
                size += sink.size() - m_stream.avail_out;
            } while (m_stream.avail_out == 0);
        } while (status != Z_STREAM_END && !text.empty());
        return size;
    }

private:
    z_stream m_stream{};
    bool m_isReady = false;
};

} // namespace

std::uint64_t textLength(const Example& example)
{
    std::uint64_t length = 0;
    for (const Message& message : turns(example))
        length += codePointCount(message.content);
    return length;
}

std::uint64_t responseLength(const Example& example)
{
    return codePointCount(example.response);
}

std::size_t compressedSize(std::string_view text)
{
    thread_local Deflater deflater;
    return deflater.compressedSize(text);
}

std::size_t compressedSize(const Example& example)
{
    std::string text;
    for (const Message& message : turns(example)) {
        text += message.content;
        text += '\n';
    }
    return compressedSize(std::string_view(text));
}

} // namespace dankai

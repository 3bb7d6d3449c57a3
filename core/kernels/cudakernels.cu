// SPDX-License-Identifier: Apache-2.0
// The CUDA form of every fused piece; meaning and shapes are those of the public headers of this room.
// Compiled at run time by NVRTC (cudaprogram.cpp) for the GPU at hand, so it includes nothing. Rows are
// contiguous; arithmetic is float32 whatever the elements are; every sum has a fixed order, so that the same
// step on the same GPU gives the same bits.
//
// Each piece is a template over the element type T and the number V of elements that a thread moves at once;
// the last lines give each combination a name: <piece>_<type>_<V>. Where V > 1, pointers are aligned to
// V elements and V divides the row.

typedef long long Index;

struct bfloat16
{
    unsigned short bits;
};

__device__ inline float infinity() { return __int_as_float(0x7f800000); }

__device__ inline float widen(float value) { return value; }

__device__ inline float widen(bfloat16 value) { return __uint_as_float(unsigned(value.bits) << 16); }

template <class T>
__device__ T narrow(float value);

template <>
__device__ inline float narrow<float>(float value)
{
    return value;
}

template <>
__device__ inline bfloat16 narrow<bfloat16>(float value)
{
    bfloat16 result;
#if __CUDA_ARCH__ >= 800
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(result.bits) : "f"(value));
#else
    const unsigned bits = __float_as_uint(value);
    const bool isNan = (bits & 0x7fffffffu) > 0x7f800000u;
    result.bits = isNan ? 0x7fff : (unsigned short)((bits + 0x7fffu + ((bits >> 16) & 1)) >> 16);
#endif
    return result;
}

// As exact as the elements are.
template <class T>
__device__ float exponential(float value);

template <>
__device__ inline float exponential<float>(float value)
{
    return expf(value);
}

template <>
__device__ inline float exponential<bfloat16>(float value)
{
    return __expf(value);
}

template <class T, int V>
struct alignas(sizeof(T) * V) Pack
{
    T values[V];
};

template <int V, class T>
__device__ inline void load(const T* from, float (&to)[V])
{
    const Pack<T, V> pack = *reinterpret_cast<const Pack<T, V>*>(from);
#pragma unroll
    for (int i = 0; i < V; ++i)
        to[i] = widen(pack.values[i]);
}

template <int V, class T>
__device__ inline void store(T* to, const float (&from)[V])
{
    Pack<T, V> pack;
#pragma unroll
    for (int i = 0; i < V; ++i)
        pack.values[i] = narrow<T>(from[i]);
    *reinterpret_cast<Pack<T, V>*>(to) = pack;
}

struct Sum
{
    template <class Number>
    __device__ Number operator()(Number a, Number b) const
    {
        return a + b;
    }
};

struct Largest
{
    __device__ float operator()(float a, float b) const { return fmaxf(a, b); }
};

// Over all threads of the block, whose number is a multiple of 32; every thread gets the result.
template <class Number, class Operation>
__device__ Number overBlock(Number value, Number neutral, Operation operation)
{
    __shared__ Number ofWarps[32];
    const int lane = threadIdx.x % 32;
    const int warp = threadIdx.x / 32;
    for (int offset = 16; offset > 0; offset /= 2)
        value = operation(value, __shfl_xor_sync(0xffffffffu, value, offset));
    __syncthreads(); // the array may still be read from the call before
    if (lane == 0)
        ofWarps[warp] = value;
    __syncthreads();
    value = lane < blockDim.x / 32 ? ofWarps[lane] : neutral;
    for (int offset = 16; offset > 0; offset /= 2)
        value = operation(value, __shfl_xor_sync(0xffffffffu, value, offset));
    return value;
}

// One block per row.
template <class T, int V>
__device__ void addRmsNorm(const void* xData, const void* deltaData, const float* weight, float epsilon,
    void* sumData, void* normedData, float* rstd, Index hidden)
{
    const Index row = blockIdx.x;
    const T* x = static_cast<const T*>(xData) + row * hidden;
    const T* delta = deltaData == nullptr ? nullptr : static_cast<const T*>(deltaData) + row * hidden;
    T* sum = static_cast<T*>(sumData) + (delta == nullptr ? 0 : row * hidden);
    T* normed = static_cast<T*>(normedData) + row * hidden;
    float squares = 0;
    for (Index i = threadIdx.x * V; i < hidden; i += blockDim.x * V) {
        float values[V];
        load<V>(x + i, values);
        if (delta != nullptr) {
            float added[V];
            load<V>(delta + i, added);
#pragma unroll
            for (int v = 0; v < V; ++v)
                values[v] = widen(narrow<T>(values[v] + added[v])); // what the sum holds is what is normalised
            store<V>(sum + i, values);
        }
#pragma unroll
        for (int v = 0; v < V; ++v)
            squares += values[v] * values[v];
    }
    const float r = 1.0f / sqrtf(overBlock(squares, 0.0f, Sum()) / float(hidden) + epsilon);
    if (threadIdx.x == 0)
        rstd[row] = r;
    const T* in = delta == nullptr ? x : sum; // a thread reads again only what it wrote itself
    for (Index i = threadIdx.x * V; i < hidden; i += blockDim.x * V) {
        float values[V];
        float weights[V];
        load<V>(in + i, values);
        load<V>(weight + i, weights);
#pragma unroll
        for (int v = 0; v < V; ++v)
            values[v] *= r * weights[v];
        store<V>(normed + i, values);
    }
}

// A block takes every gridDim-th row; its sum for the weight's gradient goes to its row of `partial`
// [blocks, hidden], which may be null. A thread owns at most `chunks` packs of a row.
constexpr int chunks = 4;

template <class T, int V>
__device__ void rmsNormBackward(const void* normedGradientData, const void* xData, const float* weight,
    const float* rstd, void* gradientData, float* partial, void* normedData, Index rows, Index hidden)
{
    float ofWeight[chunks][V] = {};
    for (Index row = blockIdx.x; row < rows; row += gridDim.x) {
        const T* normedGradient = static_cast<const T*>(normedGradientData) + row * hidden;
        const T* x = static_cast<const T*>(xData) + row * hidden;
        T* gradient = static_cast<T*>(gradientData) + row * hidden;
        T* normed = static_cast<T*>(normedData) + row * hidden;
        const float r = rstd[row];
        float g[chunks][V];
        float in[chunks][V];
        float w[chunks][V];
        float product = 0;
#pragma unroll
        for (int c = 0; c < chunks; ++c) {
            const Index i = (Index(c) * blockDim.x + threadIdx.x) * V;
            if (i >= hidden)
                break;
            load<V>(normedGradient + i, g[c]);
            load<V>(x + i, in[c]);
            load<V>(weight + i, w[c]);
#pragma unroll
            for (int v = 0; v < V; ++v)
                product += g[c][v] * w[c][v] * in[c][v];
        }
        const float mean = overBlock(product, 0.0f, Sum()) / float(hidden) * r * r;
#pragma unroll
        for (int c = 0; c < chunks; ++c) {
            const Index i = (Index(c) * blockDim.x + threadIdx.x) * V;
            if (i >= hidden)
                break;
            float sum[V];
            load<V>(gradient + i, sum);
#pragma unroll
            for (int v = 0; v < V; ++v) {
                sum[v] += r * (g[c][v] * w[c][v] - in[c][v] * mean);
                const float scaled = in[c][v] * r;
                ofWeight[c][v] += g[c][v] * scaled;
                in[c][v] = scaled * w[c][v];
            }
            store<V>(gradient + i, sum);
            store<V>(normed + i, in[c]);
        }
    }
    if (partial == nullptr)
        return;
#pragma unroll
    for (int c = 0; c < chunks; ++c) {
        const Index i = (Index(c) * blockDim.x + threadIdx.x) * V;
        if (i < hidden)
            store<V>(partial + blockIdx.x * hidden + i, ofWeight[c]);
    }
}

// sums[i] += partial[0][i] + partial[1][i] + ... A block takes 32 columns, and each of its n warps every n-th
// row: the order of a sum depends on the size of the block alone.
extern "C" __global__ void addPartialSums(const float* partial, Index count, float* sums, Index columns)
{
    __shared__ float ofWarps[32][32];
    const int lane = threadIdx.x % 32;
    const int warp = threadIdx.x / 32;
    const int warps = blockDim.x / 32;
    const Index column = Index(blockIdx.x) * 32 + lane;
    float sum = 0;
    if (column < columns)
        for (Index i = warp; i < count; i += warps)
            sum += partial[i * columns + column];
    ofWarps[warp][lane] = sum;
    __syncthreads();
    if (warp != 0 || column >= columns)
        return;
    for (int i = 1; i < warps; ++i)
        sum += ofWarps[i][lane];
    sums[column] += sum;
}

// One thread per V pairs.
template <class T, int V>
__device__ void rotate(void* qkvData, const int* positions, const float* cosine, const float* sine,
    float sign, Index tokens, Index stride, Index heads, Index half)
{
    const Index packs = half / V;
    const Index index = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (index >= tokens * heads * packs)
        return;
    const Index token = index / (heads * packs);
    const Index head = index / packs % heads;
    const Index at = index % packs * V;
    T* low = static_cast<T*>(qkvData) + token * stride + head * 2 * half + at;
    T* high = low + half;
    float a[V], b[V], c[V], s[V];
    load<V>(low, a);
    load<V>(high, b);
    load<V>(cosine + positions[token] * half + at, c);
    load<V>(sine + positions[token] * half + at, s);
#pragma unroll
    for (int v = 0; v < V; ++v) {
        const float turned = a[v] * c[v] - b[v] * s[v] * sign;
        b[v] = b[v] * c[v] + a[v] * s[v] * sign;
        a[v] = turned;
    }
    store<V>(low, a);
    store<V>(high, b);
}

template <class T>
__device__ float sigmoid(float x)
{
    return 1.0f / (1.0f + exponential<T>(-x));
}

template <class T, int V>
__device__ void swiglu(const void* gateUpData, void* productData, Index rows, Index width)
{
    const Index packs = width / V;
    const Index index = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (index >= rows * packs)
        return;
    const Index row = index / packs;
    const Index at = index % packs * V;
    const T* gateUp = static_cast<const T*>(gateUpData) + row * 2 * width + at;
    float gate[V], up[V];
    load<V>(gateUp, gate);
    load<V>(gateUp + width, up);
#pragma unroll
    for (int v = 0; v < V; ++v)
        gate[v] = gate[v] * sigmoid<T>(gate[v]) * up[v];
    store<V>(static_cast<T*>(productData) + row * width + at, gate);
}

template <class T, int V>
__device__ void swigluBackward(void* gateUpData, void* productData, Index rows, Index width)
{
    const Index packs = width / V;
    const Index index = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (index >= rows * packs)
        return;
    const Index row = index / packs;
    const Index at = index % packs * V;
    T* gateUp = static_cast<T*>(gateUpData) + row * 2 * width + at;
    T* product = static_cast<T*>(productData) + row * width + at;
    float gate[V], up[V], gradient[V];
    load<V>(gateUp, gate);
    load<V>(gateUp + width, up);
    load<V>(product, gradient);
#pragma unroll
    for (int v = 0; v < V; ++v) {
        const float s = sigmoid<T>(gate[v]);
        const float silu = gate[v] * s;
        const float value = silu * up[v];
        gate[v] = gradient[v] * up[v] * s * (1.0f + gate[v] * (1.0f - s));
        up[v] = gradient[v] * silu;
        gradient[v] = value;
    }
    store<V>(gateUp, gate);
    store<V>(gateUp + width, up);
    store<V>(product, gradient);
}

// One block per row; one pass for maximum and sum, one for the gradient.
template <class T, int V>
__device__ void crossEntropy(
    void* logitsData, const int* labels, float scale, float* nll, Index vocabulary, int wantsGradient)
{
    const Index row = blockIdx.x;
    T* logits = static_cast<T*>(logitsData) + row * vocabulary;
    const int label = labels[row];
    float largest = -infinity();
    float sum = 0; // of exp(logit - largest)
    for (Index i = threadIdx.x * V; i < vocabulary; i += blockDim.x * V) {
        float values[V];
        load<V>(logits + i, values);
        float most = values[0];
#pragma unroll
        for (int v = 1; v < V; ++v)
            most = fmaxf(most, values[v]);
        if (most > largest) {
            sum *= exponential<T>(largest - most);
            largest = most;
        }
#pragma unroll
        for (int v = 0; v < V; ++v)
            sum += exponential<T>(values[v] - largest);
    }
    const float most = overBlock(largest, -infinity(), Largest());
    // A thread without columns has a sum of nothing; NaN goes through.
    const float total = overBlock(largest == -infinity() && sum == 0 ? 0.0f : sum * exponential<T>(largest - most), 0.0f, Sum());
    const float logSumExp = most + logf(total);
    if (threadIdx.x == 0)
        nll[row] = logSumExp - widen(logits[label]);
    if (!wantsGradient)
        return;
    __syncthreads(); // the label's logit has been read
    for (Index i = threadIdx.x * V; i < vocabulary; i += blockDim.x * V) {
        float values[V];
        load<V>(logits + i, values);
#pragma unroll
        for (int v = 0; v < V; ++v)
            values[v] = (exponential<T>(values[v] - logSumExp) - (i + v == label ? 1.0f : 0.0f)) * scale;
        store<V>(logits + i, values);
    }
}

struct AdamwFactors // core/kernels/adamwfactors.h
{
    float keep;
    float gradientScale;
    float beta1;
    float oneMinusBeta1;
    float beta2;
    float oneMinusBeta2;
    float stepSize;
    float inverseRootCorrection2;
    float epsilon;
    unsigned roundingKey;
    unsigned firstElement;
};

struct lowBits // of a split master, core/kernels/splitmaster.h
{
    short bits;
};

// `computed`, a master's rounded copy, may be null.
template <int V>
__device__ inline void loadMaster(const float* master, const bfloat16*, Index i, float (&to)[V])
{
    load<V>(master + i, to);
}

template <int V>
__device__ inline void loadMaster(const lowBits* master, const bfloat16* computed, Index i, float (&to)[V])
{
    const Pack<lowBits, V> low = *reinterpret_cast<const Pack<lowBits, V>*>(master + i);
    const Pack<bfloat16, V> upper = *reinterpret_cast<const Pack<bfloat16, V>*>(computed + i);
#pragma unroll
    for (int v = 0; v < V; ++v)
        to[v] = __uint_as_float((unsigned(upper.values[v].bits) << 16) + unsigned(int(low.values[v].bits)));
}

template <int V>
__device__ inline void storeMaster(float* master, bfloat16* computed, Index i, const float (&from)[V])
{
    store<V>(master + i, from);
    if (computed != nullptr)
        store<V>(computed + i, from);
}

template <int V>
__device__ inline void storeMaster(lowBits* master, bfloat16* computed, Index i, const float (&from)[V])
{
    Pack<lowBits, V> low;
    Pack<bfloat16, V> upper;
#pragma unroll
    for (int v = 0; v < V; ++v) {
        const unsigned bits = __float_as_uint(from[v]);
        const bool isNan = (bits & 0x7fffffffu) > 0x7f800000u;
        upper.values[v].bits = isNan ? 0x7fc0 : (unsigned short)((bits + 0x8000u) >> 16);
        low.values[v].bits = isNan ? short(0) : short(bits & 0xffffu);
    }
    *reinterpret_cast<Pack<lowBits, V>*>(master + i) = low;
    *reinterpret_cast<Pack<bfloat16, V>*>(computed + i) = upper;
}

__device__ inline unsigned mixed(unsigned bits)
{
    bits = (bits ^ (bits >> 16)) * 0x85ebca6bu;
    bits = (bits ^ (bits >> 13)) * 0xc2b2ae35u;
    return bits ^ (bits >> 16);
}

template <int V>
__device__ inline void storeMoments(float* first, float* second, Index i, const float (&m)[V],
    const float (&s)[V], const AdamwFactors&)
{
    store<V>(first + i, m);
    store<V>(second + i, s);
}

__device__ inline bfloat16 narrowByChance(float value, unsigned random)
{
    const unsigned bits = __float_as_uint(value);
    bfloat16 result;
    result.bits = (bits & 0x7fffffffu) > 0x7f800000u ? 0x7fc0 : (unsigned short)((bits + random) >> 16);
    return result;
}

template <int V>
__device__ inline void storeMoments(bfloat16* first, bfloat16* second, Index i, const float (&m)[V],
    const float (&s)[V], const AdamwFactors& f)
{
    Pack<bfloat16, V> firsts, seconds;
#pragma unroll
    for (int v = 0; v < V; ++v) {
        const unsigned random = mixed(f.roundingKey + (f.firstElement + unsigned(i) + v) * 0x9e3779b9u);
        firsts.values[v] = narrowByChance(m[v], random & 0xffffu);
        seconds.values[v] = narrowByChance(s[v], random >> 16);
    }
    *reinterpret_cast<Pack<bfloat16, V>*>(first + i) = firsts;
    *reinterpret_cast<Pack<bfloat16, V>*>(second + i) = seconds;
}

// The moments become those of the step; gives the new master.
__device__ inline float adamwOf(float master, float gradient, float& first, float& second, const AdamwFactors& f)
{
    const float scaled = gradient * f.gradientScale;
    first = first * f.beta1 + scaled * f.oneMinusBeta1;
    second = second * f.beta2 + scaled * scaled * f.oneMinusBeta2;
    return master * f.keep - f.stepSize * first / (sqrtf(second) * f.inverseRootCorrection2 + f.epsilon);
}

template <class Master, class Moment, int V>
__device__ void adamwElements(void* masterData, const float* gradient, void* firstData, void* secondData,
    void* computedData, const AdamwFactors& f, Index count)
{
    const Index i = (Index(blockIdx.x) * blockDim.x + threadIdx.x) * V;
    if (i >= count)
        return;
    Master* master = static_cast<Master*>(masterData);
    Moment* first = static_cast<Moment*>(firstData);
    Moment* second = static_cast<Moment*>(secondData);
    bfloat16* computed = static_cast<bfloat16*>(computedData);
    float values[V], g[V], m[V], s[V];
    loadMaster<V>(master, computed, i, values);
    load<V>(gradient + i, g);
    load<V>(first + i, m);
    load<V>(second + i, s);
#pragma unroll
    for (int v = 0; v < V; ++v)
        values[v] = adamwOf(values[v], g[v], m[v], s[v], f);
    storeMoments<V>(first, second, i, m, s, f);
    storeMaster<V>(master, computed, i, values);
}

// T: of the moments
template <class T, int V>
__device__ void adamw(void* master, const float* gradient, void* first, void* second, void* computed,
    const AdamwFactors& f, Index count)
{
    adamwElements<float, T, V>(master, gradient, first, second, computed, f, count);
}

template <class T, int V>
__device__ void adamwSplit(void* master, const float* gradient, void* first, void* second, void* computed,
    const AdamwFactors& f, Index count)
{
    adamwElements<lowBits, T, V>(master, gradient, first, second, computed, f, count);
}

// How many of 255 ascending borders lie below the value.
__device__ inline unsigned char dynamicCode(const float* borders, float value)
{
    int code = 0;
#pragma unroll
    for (int half = 128; half > 0; half /= 2)
        code += value > borders[code + half - 1] ? half : 0;
    return (unsigned char)code;
}

// One block of 256 threads per block of moments, a thread per element. tables: quantizedmoments.h.
template <class Master>
__device__ void adamw8bitBlock(void* masterData, const float* gradient, unsigned char* firstCodes,
    unsigned char* secondCodes, float* firstScales, float* secondScales, const float* tables,
    void* computedData, const AdamwFactors& f, Index count)
{
    __shared__ float shared[1024];
    for (int i = threadIdx.x; i < 1024; i += blockDim.x)
        shared[i] = tables[i];
    __syncthreads();
    const Index block = blockIdx.x;
    const Index i = block * blockDim.x + threadIdx.x;
    float first = 0, second = 0;
    if (i < count) {
        Master* master = static_cast<Master*>(masterData);
        bfloat16* computed = static_cast<bfloat16*>(computedData);
        first = shared[firstCodes[i]] * firstScales[block];
        second = shared[512 + secondCodes[i]] * secondScales[block];
        float value[1];
        loadMaster<1>(master, computed, i, value);
        value[0] = adamwOf(value[0], gradient[i], first, second, f);
        storeMaster<1>(master, computed, i, value);
    }
    const float firstScale = overBlock(fabsf(first), 0.0f, Largest());
    const float secondScale = overBlock(second, 0.0f, Largest());
    if (i < count) {
        firstCodes[i] = dynamicCode(shared + 256, first / (firstScale > 0 ? firstScale : 1.0f));
        secondCodes[i] = dynamicCode(shared + 768, second / (secondScale > 0 ? secondScale : 1.0f));
    }
    if (threadIdx.x == 0) { // every thread has read them: overBlock() waits for all
        firstScales[block] = firstScale;
        secondScales[block] = secondScale;
    }
}

extern "C" __global__ void adamw8bit(void* master, const float* gradient, unsigned char* firstCodes,
    unsigned char* secondCodes, float* firstScales, float* secondScales, const float* tables, void* computed,
    AdamwFactors factors, Index count)
{
    adamw8bitBlock<float>(master, gradient, firstCodes, secondCodes, firstScales, secondScales, tables,
        computed, factors, count);
}

extern "C" __global__ void adamw8bitSplit(void* master, const float* gradient, unsigned char* firstCodes,
    unsigned char* secondCodes, float* firstScales, float* secondScales, const float* tables, void* computed,
    AdamwFactors factors, Index count)
{
    adamw8bitBlock<lowBits>(master, gradient, firstCodes, secondCodes, firstScales, secondScales, tables,
        computed, factors, count);
}

// One block's share of the squares into partial[block].
extern "C" __global__ void sumOfSquares(const float* values, Index count, double* partial)
{
    double sum = 0;
    for (Index i = Index(blockIdx.x) * blockDim.x + threadIdx.x; i < count; i += Index(gridDim.x) * blockDim.x)
        sum += double(values[i]) * double(values[i]);
    sum = overBlock(sum, 0.0, Sum());
    if (threadIdx.x == 0)
        partial[blockIdx.x] = sum;
}

// One block: the sum of `count` numbers.
extern "C" __global__ void sumOf(const double* partial, Index count, double* out)
{
    double sum = 0;
    for (Index i = threadIdx.x; i < count; i += blockDim.x)
        sum += partial[i];
    sum = overBlock(sum, 0.0, Sum());
    if (threadIdx.x == 0)
        *out = sum;
}

// keys[row][position of the row] and values[...] from the merged row. One thread per V elements of a key.
template <class T, int V>
__device__ void appendToCache(const void* qkvData, void* keysData, void* valuesData, const int* lengths,
    Index rows, Index capacity, Index queryWidth, Index keyWidth)
{
    const Index packs = keyWidth / V;
    const Index index = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (index >= rows * packs)
        return;
    const Index row = index / packs;
    const Index at = index % packs * V;
    const T* from = static_cast<const T*>(qkvData) + row * (queryWidth + 2 * keyWidth) + queryWidth + at;
    const Index to = (row * capacity + lengths[row] - 1) * keyWidth + at;
    float values[V];
    load<V>(from, values);
    store<V>(static_cast<T*>(keysData) + to, values);
    load<V>(from + keyWidth, values);
    store<V>(static_cast<T*>(valuesData) + to, values);
}

// One block per row and head. Shared memory: query [headSize], partial results [blockDim], scores [longest that
// is seen]. A window of 0 sees everything.
template <class T, int V>
__device__ void cachedAttention(const void* qkvData, const void* keysData, const void* valuesData,
    const int* lengths, void* outData, Index capacity, Index heads, Index keyHeads, Index headSize,
    int window, float scale)
{
    extern __shared__ float shared[];
    float* query = shared;
    float* partial = query + headSize;
    float* scores = partial + blockDim.x;
    const Index row = blockIdx.y;
    const Index head = blockIdx.x;
    const Index keyWidth = keyHeads * headSize;
    const Index keyHead = head / (heads / keyHeads);
    const int length = window > 0 ? min(window, lengths[row]) : lengths[row];
    const Index from = (row * capacity + lengths[row] - length) * keyWidth + keyHead * headSize;
    const T* keys = static_cast<const T*>(keysData) + from;
    const T* values = static_cast<const T*>(valuesData) + from;
    const T* asked = static_cast<const T*>(qkvData) + row * (heads + 2 * keyHeads) * headSize + head * headSize;
    for (Index d = threadIdx.x; d < headSize; d += blockDim.x)
        query[d] = widen(asked[d]) * scale;
    __syncthreads();

    // A key is read by as many neighbouring threads as it has packs, at most a warp.
    const int lane = threadIdx.x % 32;
    const int warps = blockDim.x / 32;
    float largest = -infinity();
    for (int j = threadIdx.x / 32; j < length; j += warps) {
        float sum = 0;
        for (Index d = lane * V; d < headSize; d += 32 * V) {
            float key[V];
            load<V>(keys + j * keyWidth + d, key);
#pragma unroll
            for (int v = 0; v < V; ++v)
                sum += query[d + v] * key[v];
        }
        for (int offset = 16; offset > 0; offset /= 2)
            sum += __shfl_xor_sync(0xffffffffu, sum, offset);
        if (lane == 0)
            scores[j] = sum;
        largest = fmaxf(largest, sum);
    }
    largest = overBlock(largest, -infinity(), Largest());
    float sum = 0;
    for (int j = threadIdx.x; j < length; j += blockDim.x) {
        const float weight = exponential<T>(scores[j] - largest);
        scores[j] = weight;
        sum += weight;
    }
    sum = overBlock(sum, 0.0f, Sum());
    __syncthreads(); // all weights stand

    const Index parts = blockDim.x / headSize; // at least 1
    const Index part = threadIdx.x / headSize;
    const Index d = threadIdx.x % headSize;
    float mixed = 0;
    if (part < parts) {
        for (Index j = part; j < length; j += parts)
            mixed += scores[j] * widen(values[j * keyWidth + d]);
    }
    partial[threadIdx.x] = mixed;
    __syncthreads();
    if (part == 0) {
        for (Index i = 1; i < parts; ++i)
            mixed += partial[i * headSize + d];
        static_cast<T*>(outData)[(row * heads + head) * headSize + d] = narrow<T>(mixed / sum);
    }
}

// One thread per V values. The scale of a block of 64 is table[16 + code] * maximum + mean.
template <class T, int V>
__device__ void dequantizeNf4(const unsigned char* codes, const unsigned char* scaleCodes, const float* maxima,
    const float* table, float mean, void* outData, Index threads)
{
    const Index thread = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (thread >= threads)
        return;
    const Index first = thread * V;
    const Index block = first / 64;
    const float scale = __fadd_rn(__fmul_rn(table[16 + scaleCodes[block]], maxima[block / 256]), mean);
    float values[V];
#pragma unroll
    for (int i = 0; i < V; ++i) {
        const Index at = first + i;
        const unsigned char pair = codes[at / 2];
        values[i] = table[at % 2 == 0 ? pair >> 4 : pair & 15] * scale;
    }
    store<V>(static_cast<T*>(outData) + first, values);
}

// Output number `pair` of SplitMix64, from 0.
__device__ inline unsigned long long dropoutBits(unsigned long long key, Index pair)
{
    unsigned long long z = key + (pair + 1) * 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

// One thread per V elements.
template <class T, int V>
__device__ void dropout(const void* xData, void* outData, unsigned long long key, unsigned firstKept, float scale,
    Index threads)
{
    const Index thread = Index(blockIdx.x) * blockDim.x + threadIdx.x;
    if (thread >= threads)
        return;
    const Index first = thread * V;
    float values[V];
    load<V>(static_cast<const T*>(xData) + first, values);
    unsigned long long bits = dropoutBits(key, first / 2);
#pragma unroll
    for (int v = 0; v < V; ++v) {
        if (v > 0 && v % 2 == 0)
            bits = dropoutBits(key, (first + v) / 2);
        const unsigned own = (first + v) % 2 == 0 ? unsigned(bits) : unsigned(bits >> 32);
        values[v] *= own >= firstKept ? scale : 0.0f;
    }
    store<V>(static_cast<T*>(outData) + first, values);
}

#define DANKAI_KERNEL(piece, parameters, arguments)                                                          \
    extern "C" __global__ void piece##_float32_1 parameters { piece<float, 1> arguments; }                   \
    extern "C" __global__ void piece##_float32_4 parameters { piece<float, 4> arguments; }                   \
    extern "C" __global__ void piece##_bfloat16_1 parameters { piece<bfloat16, 1> arguments; }               \
    extern "C" __global__ void piece##_bfloat16_8 parameters { piece<bfloat16, 8> arguments; }

DANKAI_KERNEL(addRmsNorm,
    (const void* x, const void* delta, const float* weight, float epsilon, void* sum, void* normed,
        float* rstd, Index hidden),
    (x, delta, weight, epsilon, sum, normed, rstd, hidden))
DANKAI_KERNEL(rmsNormBackward,
    (const void* normedGradient, const void* x, const float* weight, const float* rstd, void* gradient,
        float* partial, void* normed, Index rows, Index hidden),
    (normedGradient, x, weight, rstd, gradient, partial, normed, rows, hidden))
DANKAI_KERNEL(rotate,
    (void* qkv, const int* positions, const float* cosine, const float* sine, float sign, Index tokens,
        Index stride, Index heads, Index half),
    (qkv, positions, cosine, sine, sign, tokens, stride, heads, half))
DANKAI_KERNEL(swiglu, (const void* gateUp, void* product, Index rows, Index width),
    (gateUp, product, rows, width))
DANKAI_KERNEL(swigluBackward, (void* gateUp, void* product, Index rows, Index width),
    (gateUp, product, rows, width))
DANKAI_KERNEL(crossEntropy,
    (void* logits, const int* labels, float scale, float* nll, Index vocabulary, int wantsGradient),
    (logits, labels, scale, nll, vocabulary, wantsGradient))
DANKAI_KERNEL(adamw,
    (void* master, const float* gradient, void* first, void* second, void* computed, AdamwFactors factors,
        Index count),
    (master, gradient, first, second, computed, factors, count))
DANKAI_KERNEL(adamwSplit,
    (void* master, const float* gradient, void* first, void* second, void* computed, AdamwFactors factors,
        Index count),
    (master, gradient, first, second, computed, factors, count))
DANKAI_KERNEL(dropout,
    (const void* x, void* out, unsigned long long key, unsigned firstKept, float scale, Index threads),
    (x, out, key, firstKept, scale, threads))
DANKAI_KERNEL(dequantizeNf4,
    (const unsigned char* codes, const unsigned char* scaleCodes, const float* maxima, const float* table,
        float mean, void* out, Index threads),
    (codes, scaleCodes, maxima, table, mean, out, threads))
DANKAI_KERNEL(appendToCache,
    (const void* qkv, void* keys, void* values, const int* lengths, Index rows, Index capacity,
        Index queryWidth, Index keyWidth),
    (qkv, keys, values, lengths, rows, capacity, queryWidth, keyWidth))
DANKAI_KERNEL(cachedAttention,
    (const void* qkv, const void* keys, const void* values, const int* lengths, void* out, Index capacity,
        Index heads, Index keyHeads, Index headSize, int window, float scale),
    (qkv, keys, values, lengths, out, capacity, heads, keyHeads, headSize, window, scale))

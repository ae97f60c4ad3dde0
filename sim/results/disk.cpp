#include "sim/results/disk.hpp"

#include <algorithm>
#include <cerrno>
#include <new>

#include <sys/stat.h>

namespace sim::hdf5 {

/// What the library calls. No exception may pass through it.
struct Driver
{
    struct File
    {
        H5FD_t base; // first: the library's view
        Disk* disk;
        haddr_t end_of_addresses;
        haddr_t end_of_file;
    };
    static File& self(H5FD_t* file) { return *reinterpret_cast<File*>(file); }
    static const File& self(const H5FD_t* file) { return *reinterpret_cast<const File*>(file); }

    static H5FD_t* open(const char*, unsigned, hid_t access, haddr_t)
    {
        const void* info = H5Pget_driver_info(access);
        if (info == nullptr) return nullptr;
        Disk* disk = *static_cast<Disk* const*>(info);
        File* file = new (std::nothrow) File{};
        if (file == nullptr) return nullptr;
        file->disk = disk;
        file->end_of_file = disk->size();
        return &file->base;
    }
    static herr_t close(H5FD_t* file)
    {
        delete &self(file);
        return 0;
    }
    static herr_t query(const H5FD_t*, unsigned long* flags)
    {
        *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
                 H5FD_FEAT_AGGREGATE_SMALLDATA | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
        return 0;
    }
    static haddr_t get_eoa(const H5FD_t* file, H5FD_mem_t) { return self(file).end_of_addresses; }
    static herr_t set_eoa(H5FD_t* file, H5FD_mem_t, haddr_t address)
    {
        self(file).end_of_addresses = address;
        return 0;
    }
    static haddr_t get_eof(const H5FD_t* file, H5FD_mem_t) { return self(file).end_of_file; }
    static herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* to)
    {
        self(file).disk->read(address, static_cast<char*>(to), size);
        return 0;
    }
    static herr_t write(H5FD_t* file, H5FD_mem_t kind, hid_t, haddr_t address, std::size_t size, const void* from)
    try {
        self(file).disk->write(address, static_cast<const char*>(from), size, kind != H5FD_MEM_DRAW);
        self(file).end_of_file = std::max(self(file).end_of_file, address + size);
        return 0;
    } catch (const std::exception&) { // no memory
        return -1;
    }
    static herr_t truncate(H5FD_t* file, hid_t, hbool_t)
    {
        File& it = self(file);
        if (it.end_of_addresses != it.end_of_file) it.disk->truncate(it.end_of_addresses);
        it.end_of_file = it.end_of_addresses;
        return 0;
    }

    static hid_t id()
    {
        static const hid_t registered = [] {
            static H5FD_class_t driver{};
            constexpr H5FD_mem_t map[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
            driver.name = "sim_disk";
            driver.maxaddr = HADDR_MAX >> 2;
            driver.fc_degree = H5F_CLOSE_WEAK;
            driver.fapl_size = sizeof(Disk*);
            driver.open = open;
            driver.close = close;
            driver.query = query;
            driver.get_eoa = get_eoa;
            driver.set_eoa = set_eoa;
            driver.get_eof = get_eof;
            driver.read = read;
            driver.write = write;
            driver.truncate = truncate;
            std::copy(std::begin(map), std::end(map), std::begin(driver.fl_map));
            return H5FDregister(&driver);
        }();
        return check(registered);
    }

    static Handle access_to(Disk* disk)
    {
        begin();
        Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
        check(H5Pset_driver(access.id(), id(), &disk));
        check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG));
        return access;
    }
};

Disk::Disk(Descriptor file) : file_(std::move(file)) {}

Handle Disk::create(const char* name, hid_t creation)
{
    const Handle access = Driver::access_to(this);
    check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_V18, H5F_LIBVER_V18));
    return Handle(H5Fcreate(name, H5F_ACC_TRUNC, creation, access.id()), H5Fclose);
}

Handle Disk::open_to_read(const char* name)
{
    const Handle access = Driver::access_to(this);
    return Handle(H5Fopen(name, H5F_ACC_RDONLY, access.id()), H5Fclose);
}

void Disk::give_up()
{
    if (error_ == 0) error_ = ECANCELED;
}

haddr_t Disk::size() const
{
    struct stat status
    {
    };
    return ::fstat(file_.number(), &status) == 0 ? static_cast<haddr_t>(status.st_size) : 0;
}

void Disk::read(haddr_t address, char* to, std::size_t size)
{
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::pread(file_.number(), to + done, size - done, static_cast<off_t>(address + done));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && error_ == 0) error_ = errno;
        if (got <= 0) break;
        done += static_cast<std::size_t>(got);
    }
    std::fill(to + done, to + size, '\0'); // behind the end of the file
    for (const auto& [begin, bytes] : kept_) {
        const haddr_t first = std::max(address, begin);
        const haddr_t last = std::min<haddr_t>(address + size, begin + bytes.size());
        if (first < last) std::copy_n(bytes.data() + (first - begin), last - first, to + (first - address));
    }
}

void Disk::write(haddr_t address, const char* from, std::size_t size, bool is_metadata)
{
    if (error_ == 0) written_.note(file_, address, {from, size});
    std::size_t done = 0;
    while (error_ == 0 && done < size) {
        const ssize_t put = ::pwrite(file_.number(), from + done, size - done, static_cast<off_t>(address + done));
        if (put < 0 && errno != EINTR) error_ = errno;
        if (put > 0) done += static_cast<std::size_t>(put);
    }
    if (error_ != 0 && is_metadata) kept_.push_back({address, std::vector<char>(from, from + size)});
}

void Disk::truncate(haddr_t size)
{
    while (error_ == 0 && ::ftruncate(file_.number(), static_cast<off_t>(size)) != 0)
        if (errno != EINTR) error_ = errno;
}

} // namespace sim::hdf5
